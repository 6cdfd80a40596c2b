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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseHoursTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final Place PARIS = new Place(ZONE, HolidayRegion.METROPOLE, "C", SchoolCalendar.official());
    private static final PausePolicy STANDARD = PausePolicy.STANDARD;
    private static final PausePolicy AT_ONCE = hours("20:00", "07:00", true);

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
        // the eve of Armistice Day, a Wednesday
        "2026-11-10T20:00, 2026-11-12T07:00",
        "2026-11-11T12:00, 2026-11-12T07:00",
        // Ascension, on a Thursday: the Friday after it is open
        "2026-05-13T21:00, 2026-05-15T07:00",
        // Easter Monday makes a long weekend longer
        "2026-04-03T20:00, 2026-04-07T07:00",
        // 1 and 8 May on Fridays
        "2026-04-30T20:00, 2026-05-04T07:00",
        "2026-12-24T20:00, 2026-12-28T07:00",
        // school holidays are open
        "2026-12-21T09:00, 2026-12-21T09:00",
    })
    void public_holidays_rest_like_a_sunday(String written, String leaves) {
        assertEquals(paris(leaves), AT_ONCE.leavesAt(paris(written), PARIS, 1));
    }

    @ParameterizedTest(name = "{0} leaves {1}")
    @CsvSource({
        "2026-12-18T19:00, 2026-12-18T19:00",
        "2026-12-18T20:00, 2027-01-04T07:00",
        "2026-07-03T20:00, 2026-09-01T07:00",
        "2026-08-15T12:00, 2026-09-01T07:00",
        // winter of zone C; zones A and B are at school
        "2027-02-08T12:00, 2027-02-22T07:00",
        // nothing is known of 2027-2028
        "2027-11-02T12:00, 2027-11-02T12:00",
    })
    void school_holidays_rest_where_a_head_wants_them_to(String written, String leaves) {
        var all = new PausePolicy(true, AT_ONCE.hours(), true, true);

        assertEquals(paris(leaves), all.leavesAt(paris(written), PARIS, 1));
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
        var zone = ZoneId.of("Asia/Jerusalem");

        var leaves = hours("20:00", "02:30", true).leavesAt(at("2026-03-26T23:00", zone), Place.of(zone), 1);

        assertEquals(at("2026-03-27T03:00", zone), leaves);
    }

    @Test
    void a_pause_that_ends_in_the_hour_that_comes_twice_ends_when_it_comes_for_the_second_time() {
        var nights = hours("20:00", "02:30", false);

        var leaves = nights.leavesAt(paris("2026-10-24T23:00"), PARIS, 1);

        assertEquals(Instant.parse("2026-10-25T01:30:00Z"), leaves, "02:30 in winter time");
    }

    @Test
    void the_zone_is_the_recipients() {
        var eveningInParis = paris("2026-11-02T18:00");

        assertTrue(STANDARD.restsAt(eveningInParis, Place.of(ZoneId.of("Indian/Reunion"))), "21:00 there");
        assertFalse(STANDARD.restsAt(eveningInParis, Place.of(ZoneId.of("America/Martinique"))), "13:00 there");
    }

    @Test
    void a_weekend_that_does_not_rest_has_only_its_nights() {
        var nights = hours("20:00", "07:00", false);

        assertFalse(nights.restsAt(paris("2026-11-07T12:00"), PARIS), "a Saturday at noon");
        assertEquals(paris("2026-11-07T07:00"), nights.leavesAt(paris("2026-11-06T21:00"), PARIS, 1));
    }

    @Test
    void what_was_held_back_leaves_evenly_over_fifteen_minutes() {
        var written = paris("2026-11-02T22:00");
        var opening = paris("2026-11-03T07:00");

        var perMinute = new int[15];
        LongStream.range(0, 15_000)
                .map(id -> opening.until(STANDARD.leavesAt(written, PARIS, id), ChronoUnit.MINUTES))
                .forEach(minute -> perMinute[(int) minute]++);

        for (int count : perMinute) {
            assertTrue(count > 850 && count < 1150, "about 1,000 a minute, not " + count);
        }
    }

    @Test
    void a_window_stays_open_until_the_evening_of_its_day() {
        assertEquals(
                paris("2026-11-02T20:00"),
                STANDARD.slot(paris("2026-11-02T12:00"), PARIS, 1).closes());
        assertEquals(
                paris("2026-11-09T20:00"),
                STANDARD.slot(paris("2026-11-06T22:00"), PARIS, 1).closes());
        assertEquals(
                Window.NEVER,
                PausePolicy.NONE.slot(paris("2026-11-06T22:00"), PARIS, 1).closes());
    }

    @ParameterizedTest(name = "{0} leaves {1}")
    @CsvSource({
        "2026-11-02T12:00, 2026-11-02T18:00",
        "2026-11-02T18:00, 2026-11-02T18:00",
        "2026-11-02T18:01, 2026-11-03T18:00",
        "2026-11-06T18:01, 2026-11-09T18:00",
        "2026-11-10T19:00, 2026-11-12T18:00",
    })
    void a_digest_leaves_at_its_hour_on_the_next_day_that_does_not_rest(String ready, String leaves) {
        var six = LocalTime.of(18, 0);

        assertEquals(paris(leaves), STANDARD.slotAt(six, paris(ready), PARIS, 1).opens());
    }

    @Test
    void a_digest_whose_hour_lies_in_the_pause_leaves_when_the_pause_ends() {
        var slot = AT_ONCE.slotAt(LocalTime.of(22, 0), paris("2026-11-02T20:30"), PARIS, 1);

        assertEquals(paris("2026-11-03T07:00"), slot.opens());
    }

    @Test
    void own_hours_make_the_rest_longer_and_never_shorter() {
        var longer = STANDARD.with(new OwnHours(LocalTime.of(18, 0), LocalTime.of(9, 0), false));
        var shorter = STANDARD.with(new OwnHours(LocalTime.of(23, 0), LocalTime.of(5, 0), false));

        assertTrue(longer.restsAt(paris("2026-11-02T08:59"), PARIS));
        assertTrue(longer.restsAt(paris("2026-11-02T18:00"), PARIS));
        assertFalse(longer.restsAt(paris("2026-11-02T12:00"), PARIS));
        assertEquals(STANDARD, shorter);
    }

    @Test
    void own_hours_hold_where_there_is_no_pause() {
        var own = PausePolicy.NONE.with(new OwnHours(LocalTime.of(20, 0), LocalTime.of(7, 0), true));

        assertEquals(paris("2026-11-09T07:00"), own.leavesAt(paris("2026-11-07T12:00"), PARIS, 1));
    }

    @Test
    void own_hours_that_would_leave_nothing_of_the_day_give_way_and_the_policy_does_not() {
        // given a pause that leaves the day to notices, and somebody who sleeps then
        var evenings = STANDARD.with(new OwnHours(LocalTime.of(23, 0), LocalTime.of(19, 0), false));

        assertEquals(LocalTime.of(18, 0), evenings.hours().morning());
        assertEquals(LocalTime.of(20, 0), evenings.hours().evening());
    }

    @Test
    void hours_that_make_no_sense_are_refused() {
        var eight = LocalTime.of(8, 0);

        assertThrows(IllegalArgumentException.class, () -> new QuietHours(eight, eight, true, Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> new QuietHours(LocalTime.of(20, 0), eight, true, Duration.ofHours(13)));
        assertThrows(IllegalArgumentException.class, () -> new OwnHours(LocalTime.of(11, 0), eight, true));
    }

    private static PausePolicy hours(String evening, String morning, boolean weekend) {
        var hours = new QuietHours(LocalTime.parse(evening), LocalTime.parse(morning), weekend, Duration.ZERO);
        return new PausePolicy(true, hours, true, false);
    }

    private static Instant paris(String local) {
        return at(local, ZONE);
    }

    private static Instant at(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }
}
