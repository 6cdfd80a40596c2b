package fr.preau.hub.pause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.pause.HolidayRegion;
import fr.preau.channels.pause.PausePolicy;
import fr.preau.channels.pause.Place;
import fr.preau.channels.pause.QuietHours;
import fr.preau.channels.pause.SchoolCalendar;
import fr.preau.channels.people.Profile;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.PauseBook;
import fr.preau.channels.reach.PauseRule;
import fr.preau.hub.ground.MovedClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The table of school holidays ends; the years after it are said to be unknown, where somebody counts on them. */
class UnknownHolidaysTest {
    private static final UUID ASKS = new UUID(1, 1);
    private static final UUID ASKS_NOT = new UUID(1, 2);
    private static final Instant KNOWN = Instant.parse("2027-06-02T10:00:00Z");
    private static final Instant UNKNOWN = Instant.parse("2027-10-20T10:00:00Z");

    private final MovedClock clock = new MovedClock(KNOWN);
    private final PauseBook book = book(SchoolCalendar.official());

    private static PauseBook book(SchoolCalendar calendar) {
        var place = new Place(ZoneId.of("Europe/Paris"), HolidayRegion.METROPOLE, "C", calendar);
        var holidays = new PausePolicy(true, QuietHours.CIRCULAR_2025, true, true);
        return new PauseBook(
                PausePolicy.STANDARD,
                place,
                Map.of(ASKS, place, ASKS_NOT, place),
                List.of(new PauseRule(ASKS, null, null, null, holidays)));
    }

    private LeavingRoutes.Leaving leaving(PauseBook read, UUID territory) {
        var to = new PauseBook.Addressee(territory, null, Profile.GUARDIAN, Category.NOTICE, "", List.of());
        return LeavingRoutes.Leaving.of(List.of(new ReaderStore.Group(to, 3)), read, clock.instant());
    }

    @Test
    void a_writer_hears_of_the_unknown_year_only_where_its_holidays_should_rest() {
        assertNull(leaving(book, ASKS).unknownSchoolYear());

        clock.moveTo(UNKNOWN);

        assertEquals("2027-28", leaving(book, ASKS).unknownSchoolYear());
        assertEquals(3, leaving(book, ASKS).atOnce());
        assertNull(leaving(book, ASKS_NOT).unknownSchoolYear());
    }

    @Test
    void the_year_in_which_it_leaves_counts() {
        // the summer of 2027 is known, and rests until the morning of 1 September
        clock.moveTo(Instant.parse("2027-08-20T10:00:00Z"));

        assertEquals("2027-28", leaving(book, ASKS).unknownSchoolYear());
    }

    @Test
    void public_holidays_rest_in_an_unknown_year_too() {
        clock.moveTo(Instant.parse("2027-11-11T10:00:00Z"));

        var armistice = leaving(book, ASKS);

        assertEquals(3, armistice.later());
        assertTrue(String.valueOf(armistice.from()).startsWith("2027-11-12T06:00"));
    }

    @Test
    void the_log_names_each_zone_once_and_a_table_of_the_house_s_own_fills_the_gap() throws Exception {
        assertEquals(Map.of(), book.unknownSchoolYears(KNOWN));
        assertEquals(Map.of("C", "2027-28"), book.unknownSchoolYears(UNKNOWN));

        var filled = book(SchoolCalendar.official().with("C,2027-10-23,2027-11-08,Toussaint"));

        clock.moveTo(UNKNOWN);
        assertEquals(Map.of(), filled.unknownSchoolYears(UNKNOWN));
        assertNull(leaving(filled, ASKS).unknownSchoolYear());
    }
}
