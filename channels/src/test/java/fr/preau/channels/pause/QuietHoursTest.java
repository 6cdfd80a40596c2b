package fr.preau.channels.pause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final QuietHours HOURS = QuietHours.CIRCULAR_2025;
    private static final QuietHours AT_ONCE =
            new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0), true, Duration.ZERO);

    @ParameterizedTest(name = "{0} leaves {1}")
    @CsvSource({
        // 2026-11-02 is a Monday
        "2026-11-02T07:00, 2026-11-02T07:00",
        "2026-11-02T19:59:59, 2026-11-02T19:59:59",
        "2026-11-02T20:00, 2026-11-03T07:00",
        "2026-11-03T00:30, 2026-11-03T07:00",
        "2026-11-03T06:59:59, 2026-11-03T07:00",
        "2026-11-06T19:59, 2026-11-06T19:59",
        "2026-11-06T20:00, 2026-11-09T07:00",
        "2026-11-07T12:00, 2026-11-09T07:00",
        "2026-11-08T23:00, 2026-11-09T07:00",
        "2026-11-09T06:59, 2026-11-09T07:00",
    })
    void evenings_nights_and_weekends_rest(String written, String leaves) {
        assertEquals(paris(leaves), AT_ONCE.leavesAt(paris(written), PARIS, 1));
    }

    @ParameterizedTest(name = "{0} leaves {1}")
    @CsvSource({
        // Clocks go forward on Sunday 2026-03-29 at 02:00 and back on Sunday 2026-10-25 at 03:00.
        "2026-03-27T19:00:00Z, 2026-03-30T05:00:00Z",
        "2026-03-29T00:59:59Z, 2026-03-30T05:00:00Z",
        "2026-03-29T01:00:00Z, 2026-03-30T05:00:00Z",
        "2026-03-30T18:00:00Z, 2026-03-31T05:00:00Z",
        "2026-10-23T17:59:59Z, 2026-10-23T17:59:59Z",
        "2026-10-23T18:00:00Z, 2026-10-26T06:00:00Z",
        "2026-10-25T00:30:00Z, 2026-10-26T06:00:00Z",
        "2026-10-25T01:30:00Z, 2026-10-26T06:00:00Z",
        "2026-10-26T05:59:59Z, 2026-10-26T06:00:00Z",
        "2026-10-26T18:59:59Z, 2026-10-26T18:59:59Z",
    })
    void the_hours_stay_wall_clock_hours_when_the_clocks_change(Instant written, Instant leaves) {
        assertEquals(leaves, AT_ONCE.leavesAt(written, PARIS, 1));
    }

    @Test
    void a_pause_that_ends_in_the_hour_the_clock_skips_ends_when_the_clock_is_past_it() {
        // given a zone where the clocks go from 02:00 to 03:00 on a Friday
        var early = new QuietHours(LocalTime.of(20, 0), LocalTime.of(2, 30), true, Duration.ZERO);
        var zone = ZoneId.of("Asia/Jerusalem");

        var leaves = early.leavesAt(at("2026-03-26T23:00", zone), zone, 1);

        assertEquals(at("2026-03-27T03:30", zone), leaves);
    }

    @Test
    void the_zone_is_the_recipients() {
        var eveningInParis = paris("2026-11-02T18:00");

        assertTrue(HOURS.restsAt(eveningInParis, ZoneId.of("Indian/Reunion")), "21:00 there");
        assertFalse(HOURS.restsAt(eveningInParis, ZoneId.of("America/Martinique")), "13:00 there");
    }

    @Test
    void a_weekend_that_does_not_rest_has_only_its_nights() {
        var nights = new QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0), false, Duration.ZERO);

        assertFalse(nights.restsAt(paris("2026-11-07T12:00"), PARIS), "a Saturday at noon");
        assertEquals(paris("2026-11-07T07:00"), nights.leavesAt(paris("2026-11-06T21:00"), PARIS, 1));
    }

    @Test
    void what_was_held_back_leaves_evenly_over_fifteen_minutes() {
        var written = paris("2026-11-02T22:00");
        var opening = paris("2026-11-03T07:00");

        var perMinute = new int[15];
        LongStream.range(0, 15_000)
                .map(id -> opening.until(HOURS.leavesAt(written, PARIS, id), ChronoUnit.MINUTES))
                .forEach(minute -> perMinute[(int) minute]++);

        for (int count : perMinute) {
            assertTrue(count > 850 && count < 1150, "about 1,000 a minute, not " + count);
        }
    }

    @Property
    void nothing_leaves_in_the_pause_nor_before_it_was_written(
            @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long second, @ForAll long recipient) {
        var written = Instant.ofEpochSecond(second);

        var leaves = HOURS.leavesAt(written, PARIS, recipient);

        assertFalse(leaves.isBefore(written));
        assertFalse(HOURS.restsAt(leaves, PARIS));
        assertEquals(leaves, HOURS.leavesAt(written, PARIS, recipient), "planning twice changes nothing");
        assertTrue(written.until(leaves, ChronoUnit.HOURS) < 61, "no pause is longer than a weekend and an hour");
    }

    @Test
    void hours_that_make_no_sense_are_refused() {
        var eight = LocalTime.of(8, 0);

        assertThrows(IllegalArgumentException.class, () -> new QuietHours(eight, eight, true, Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> new QuietHours(LocalTime.of(20, 0), eight, true, Duration.ofHours(13)));
    }

    private static Instant paris(String local) {
        return at(local, PARIS);
    }

    private static Instant at(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }
}
