package fr.preau.channels.pause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the policy, wherever in the world, whenever in 2026 to 2028. */
class PausePolicyProperties {
    private static final SchoolCalendar SCHOOL = SchoolCalendar.official();
    private static final int TRIES = 5_000;

    @Property(tries = TRIES)
    void nothing_leaves_in_the_pause_nor_before_it_is_ready(
            @ForAll("policies") PausePolicy policy,
            @ForAll("places") Place place,
            @ForAll("moments") Instant ready,
            @ForAll long recipient) {
        var slot = policy.slot(ready, place, recipient);

        assertFalse(slot.opens().isBefore(ready));
        assertFalse(policy.restsAt(slot.opens(), place));
        assertFalse(policy.enabled() && isNightOrWeekend(slot.opens(), policy, place), "by the clock on the wall");
        assertEquals(slot, policy.slot(ready, place, recipient), "planning twice changes nothing");
        assertEquals(slot, policy.slot(slot.opens(), place, recipient), "what may leave leaves at once");
        assertTrue(ready.until(slot.opens(), ChronoUnit.DAYS) < 130, "the wait ends");
    }

    @Property(tries = TRIES)
    void a_window_has_no_rest_in_it_and_ends_where_the_rest_begins(
            @ForAll("policies") PausePolicy policy,
            @ForAll("places") Place place,
            @ForAll("moments") Instant ready,
            @ForAll long recipient) {
        var slot = policy.slot(ready, place, recipient);

        if (policy.enabled()) {
            long minutes = slot.opens().until(slot.closes(), ChronoUnit.MINUTES);
            for (long minute = 0; minute < minutes; minute += 7) {
                assertFalse(policy.restsAt(slot.opens().plus(minute, ChronoUnit.MINUTES), place));
            }
            assertFalse(policy.restsAt(slot.closes().minusMillis(1), place));
            assertTrue(minutes <= 26 * 60, "a day at most, with the hour that comes twice");
        }
    }

    @Property(tries = TRIES)
    void a_pause_never_ends_earlier_for_what_is_ready_a_day_later(
            @ForAll("policies") PausePolicy policy, @ForAll("places") Place place, @ForAll("moments") Instant ready) {
        var sooner = policy.opensAt(ready, place);
        var later = policy.opensAt(ready.plus(Duration.ofDays(1)), place);

        assertFalse(later.isBefore(sooner));
    }

    @Property(tries = TRIES)
    void own_hours_never_let_anything_leave_in_the_pause_of_the_house(
            @ForAll("policies") PausePolicy policy,
            @ForAll("own") OwnHours own,
            @ForAll("places") Place place,
            @ForAll("moments") Instant ready,
            @ForAll long recipient) {
        var leaves = policy.with(own).leavesAt(ready, place, recipient);

        assertFalse(policy.restsAt(leaves, place));
        assertFalse(policy.with(own).restsAt(leaves, place));
    }

    @Property(tries = TRIES)
    void a_digest_never_leaves_in_the_pause(
            @ForAll("policies") PausePolicy policy,
            @ForAll("places") Place place,
            @ForAll("moments") Instant ready,
            @ForAll("hours") LocalTime hour,
            @ForAll long recipient) {
        var slot = policy.slotAt(hour, ready, place, recipient);

        assertFalse(slot.opens().isBefore(ready));
        assertFalse(policy.restsAt(slot.opens(), place));
    }

    @Provide
    Arbitrary<LocalTime> hours() {
        return minutes(0, 24 * 60 - 1).map(minute -> LocalTime.ofSecondOfDay(minute * 60L));
    }

    private static boolean isNightOrWeekend(Instant moment, PausePolicy policy, Place place) {
        var local = moment.atZone(place.zone());
        var hours = policy.hours();
        return local.toLocalTime().isBefore(hours.morning())
                || !local.toLocalTime().isBefore(hours.evening())
                || hours.weekend() && local.getDayOfWeek().getValue() > 5
                || policy.publicHolidays() && place.region().of(local.getYear()).contains(local.toLocalDate());
    }

    @Provide
    Arbitrary<PausePolicy> policies() {
        var hours = Combinators.combine(
                        minutes(0, 21 * 60),
                        minutes(120, 20 * 60),
                        Arbitraries.integers().between(0, 120),
                        flags())
                .as((morning, open, spread, weekend) -> {
                    int evening = Math.min(morning + open, 24 * 60 - 1);
                    return new QuietHours(
                            LocalTime.ofSecondOfDay(evening * 60L),
                            LocalTime.ofSecondOfDay(morning * 60L),
                            weekend,
                            Duration.ofMinutes(Math.min(spread, evening - morning)));
                });
        return Combinators.combine(Arbitraries.frequency(tuple(19, true), tuple(1, false)), hours, flags(), flags())
                .as(PausePolicy::new);
    }

    private static net.jqwik.api.Tuple.Tuple2<Integer, Boolean> tuple(int weight, boolean value) {
        return net.jqwik.api.Tuple.of(weight, value);
    }

    @Provide
    Arbitrary<OwnHours> own() {
        return Combinators.combine(minutes(0, 19 * 60), minutes(240, 20 * 60), flags())
                .as((morning, open, weekend) -> new OwnHours(
                        LocalTime.ofSecondOfDay(Math.min(morning + open, 24 * 60 - 1) * 60L),
                        LocalTime.ofSecondOfDay(morning * 60L),
                        weekend));
    }

    @Provide
    Arbitrary<Place> places() {
        Set<String> zones = new TreeSet<>(ZoneId.getAvailableZoneIds());
        return Combinators.combine(
                        Arbitraries.oneOf(Arbitraries.of("Europe/Paris", "Indian/Reunion"), Arbitraries.of(zones)),
                        Arbitraries.of(HolidayRegion.class),
                        Arbitraries.of("A", "B", "C", "none"))
                .as((zone, region, school) -> new Place(ZoneId.of(zone), region, school, SCHOOL));
    }

    /** Half of them near a change of the clocks in Europe. */
    @Provide
    Arbitrary<Instant> moments() {
        long from = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
        long until = Instant.parse("2029-01-01T00:00:00Z").getEpochSecond();
        var anyTime = Arbitraries.longs().between(from, until).map(Instant::ofEpochSecond);
        var changes = Arbitraries.of(
                "2026-03-29T01:00:00Z",
                "2026-10-25T01:00:00Z",
                "2027-03-28T01:00:00Z",
                "2027-10-31T01:00:00Z",
                "2028-03-26T01:00:00Z",
                "2028-10-29T01:00:00Z");
        var nearChange = Combinators.combine(changes, Arbitraries.longs().between(-48 * 3_600, 48 * 3_600))
                .as((change, off) -> Instant.parse(change).plusSeconds(off));
        return Arbitraries.oneOf(anyTime, nearChange);
    }

    private static Arbitrary<Integer> minutes(int min, int max) {
        return Arbitraries.integers().between(min, max);
    }

    private static Arbitrary<Boolean> flags() {
        return Arbitraries.of(true, false);
    }
}
