package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.pause.HolidayRegion;
import fr.preau.channels.pause.OwnHours;
import fr.preau.channels.pause.PausePolicy;
import fr.preau.channels.pause.Place;
import fr.preau.channels.pause.QuietHours;
import fr.preau.channels.pause.SchoolCalendar;
import fr.preau.channels.people.Profile;
import fr.preau.channels.reach.PauseBook.Addressee;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PauseBookTest {
    private static final UUID NORTH = new UUID(1, 1);
    private static final UUID ISLAND = new UUID(1, 2);
    private static final UUID VERNE = new UUID(2, 1);
    private static final UUID SAND = new UUID(2, 2);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void where_nothing_is_set_the_house_s_pause_holds_and_staff_among_themselves_have_none() {
        var book = book();

        assertEquals(PausePolicy.STANDARD, book.policyFor(NORTH, VERNE, Profile.GUARDIAN, Category.NOTICE));
        assertEquals(PausePolicy.STANDARD, book.policyFor(NORTH, null, Profile.GUARDIAN, Category.CANTEEN));
        assertEquals(PausePolicy.STANDARD, book.policyFor(NORTH, VERNE, Profile.TEACHER, Category.NOTICE));
        assertEquals(PausePolicy.NONE, book.policyFor(NORTH, VERNE, Profile.TEACHER, Category.STAFF));
        assertEquals(PausePolicy.NONE, book.policyFor(NORTH, null, Profile.HEAD, Category.INSPECTION));
    }

    @Test
    void the_nearest_rule_counts() {
        var territory = new PauseRule(NORTH, null, null, null, until("19:00"));
        var school = new PauseRule(NORTH, VERNE, null, null, until("18:00"));
        var teachers = new PauseRule(NORTH, null, Profile.TEACHER, null, until("17:00"));
        var direct = new PauseRule(NORTH, null, null, Category.DIRECT, until("16:00"));
        var book = book(territory, school, teachers, direct);

        assertEquals(until("19:00"), book.policyFor(NORTH, SAND, Profile.GUARDIAN, Category.CLASS));
        assertEquals(until("18:00"), book.policyFor(NORTH, VERNE, Profile.GUARDIAN, Category.CLASS));
        assertEquals(until("17:00"), book.policyFor(NORTH, VERNE, Profile.TEACHER, Category.CLASS));
        assertEquals(until("16:00"), book.policyFor(NORTH, VERNE, Profile.TEACHER, Category.DIRECT));
        assertEquals(PausePolicy.STANDARD, book.policyFor(ISLAND, null, Profile.TEACHER, Category.DIRECT));
    }

    @Test
    void what_several_read_at_once_waits_until_it_rests_for_none_of_them() {
        var book = book(new PauseRule(NORTH, null, null, null, until("18:00")));
        var north = new Addressee(NORTH, null, Profile.GUARDIAN, Category.DIRECT, "a", List.of());
        var elsewhere = new Addressee(null, null, Profile.GUARDIAN, Category.DIRECT, "a", List.of());
        var evening = LocalDateTime.parse("2026-11-03T19:00").atZone(PARIS).toInstant();
        var noon = LocalDateTime.parse("2026-11-03T12:00").atZone(PARIS).toInstant();

        assertEquals(evening, book.opensForAll(evening, List.of(elsewhere)));
        var opens = book.opensForAll(evening, List.of(elsewhere, north));
        assertTrue(opens.isAfter(evening));
        assertFalse(book.restsAt(opens, north) || book.restsAt(opens, elsewhere));
        assertEquals(noon, book.opensForAll(noon, List.of(elsewhere, north)));
    }

    @Test
    void a_head_may_give_the_staff_room_a_pause_and_changing_the_school_s_hours_does_not() {
        var hours = new PauseRule(NORTH, VERNE, null, null, until("18:00"));
        var staffRoom = new PauseRule(NORTH, VERNE, null, Category.STAFF, until("21:00"));

        assertEquals(PausePolicy.NONE, book(hours).policyFor(NORTH, VERNE, Profile.TEACHER, Category.STAFF));
        assertEquals(until("21:00"), book(hours, staffRoom).policyFor(NORTH, VERNE, Profile.TEACHER, Category.STAFF));
    }

    @Test
    void each_territory_has_its_clock_and_its_holidays() {
        var eveningInParis = at("2026-11-02T18:00");
        var book = book();

        assertFalse(book.restsAt(eveningInParis, to(NORTH, List.of())));
        assertTrue(book.restsAt(eveningInParis, to(ISLAND, List.of())), "21:00 on La Réunion");
        assertFalse(book.restsAt(at("2027-12-20T12:00"), to(NORTH, List.of())));
        assertTrue(book.restsAt(at("2027-12-20T12:00"), to(ISLAND, List.of())), "the end of slavery there");
    }

    @Test
    void own_hours_come_on_top() {
        var own = List.of(new OwnHours(LocalTime.of(18, 0), LocalTime.of(9, 0), false));

        var slot = book().slot(at("2026-11-02T18:30"), to(NORTH, own));

        assertFalse(slot.opens().isBefore(at("2026-11-03T09:00")));
        assertTrue(slot.opens().isBefore(at("2026-11-03T09:15")));
        assertEquals(at("2026-11-03T18:00"), slot.closes());
    }

    @Test
    void every_channel_is_of_one_class_of_message() {
        for (ChannelKind kind : ChannelKind.values()) {
            if (kind != ChannelKind.TOWN_BULLETIN) {
                assertEquals(Category.of(kind, null), Category.of(kind, "canteen"));
            }
        }
        for (String service : List.of("canteen", "transport", "care", "early_childhood")) {
            assertEquals(
                    service, Category.of(ChannelKind.TOWN_BULLETIN, service).code());
        }
    }

    private static Addressee to(UUID territory, List<OwnHours> own) {
        return new Addressee(territory, null, Profile.GUARDIAN, Category.CANTEEN, "+33639980001", own);
    }

    private static PauseBook book(PauseRule... rules) {
        var calendar = SchoolCalendar.official();
        var north = new Place(PARIS, HolidayRegion.METROPOLE, "C", calendar);
        var island = new Place(ZoneId.of("Indian/Reunion"), HolidayRegion.REUNION, "none", calendar);
        return new PauseBook(PausePolicy.STANDARD, north, Map.of(NORTH, north, ISLAND, island), List.of(rules));
    }

    private static PausePolicy until(String evening) {
        var hours = new QuietHours(LocalTime.parse(evening), LocalTime.of(7, 0), true, Duration.ZERO);
        return new PausePolicy(true, hours, true, false);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }
}
