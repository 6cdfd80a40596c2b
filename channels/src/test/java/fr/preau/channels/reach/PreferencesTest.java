package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.people.Profile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PreferencesTest {
    private static final Set<Route> ALL = Set.of(Route.values());

    @Test
    void nothing_chosen_is_yes_to_everything_at_once() {
        var none = new Preferences(Map.of(), Map.of(), Map.of());

        for (Category category : Category.values()) {
            for (Route route : Route.values()) {
                assertEquals(Choice.ON, none.of(route, category));
            }
        }
    }

    @Test
    void a_no_for_one_class_of_message_leaves_the_others_alone() {
        var preferences = new Preferences(
                Map.of(),
                Map.of(),
                Map.of(Category.CANTEEN, Map.of(Route.SMS, Choice.OFF, Route.EMAIL, Choice.DIGEST)));

        assertFalse(preferences.allows(Route.SMS, Category.CANTEEN));
        assertTrue(preferences.allows(Route.SMS, Category.CLASS));
        assertTrue(preferences.digest(Category.CANTEEN));
        assertFalse(preferences.digest(Category.CLASS));
    }

    @Property
    void a_no_of_any_layer_wins(
            @ForAll Route route,
            @ForAll Category category,
            @ForAll Choice all,
            @ForAll Choice one,
            @ForAll boolean shut) {
        var preferences = new Preferences(
                shut ? Map.of(category, Set.of(route)) : Map.of(),
                Map.of(route, all),
                Map.of(category, Map.of(route, one)));

        assertEquals(shut || all == Choice.OFF || one == Choice.OFF, !preferences.allows(route, category));
    }

    @Test
    void a_family_keeps_one_route_for_what_may_have_to_be_signed() {
        var off = Map.of(Route.PUSH, Choice.OFF, Route.EMAIL, Choice.OFF, Route.SMS, Choice.OFF);
        var silent = new Preferences(Map.of(), Map.of(), Map.of(Category.LIAISON, off, Category.CANTEEN, off));

        assertEquals(List.of(Category.LIAISON), silent.silenced(Profile.GUARDIAN, ALL));
        assertEquals(List.of(), silent.silenced(Profile.TEACHER, ALL), "people at work may switch it off");
        assertEquals(List.of(), silent.silenced(Profile.GUARDIAN, Set.of()), "who has no route loses none");
    }

    @Test
    void the_route_that_stays_must_be_one_that_the_person_has() {
        var onlySms = Map.of(Route.PUSH, Choice.OFF, Route.EMAIL, Choice.OFF);
        var preferences = new Preferences(Map.of(), Map.of(), Map.of(Category.CLASS, onlySms));

        assertEquals(List.of(), preferences.silenced(Profile.GUARDIAN, Set.of(Route.EMAIL, Route.SMS)));
        assertEquals(List.of(Category.CLASS), preferences.silenced(Profile.GUARDIAN, Set.of(Route.EMAIL)));
    }

    @Test
    void what_the_school_closed_is_not_counted_against_the_person() {
        var closed = Map.of(Category.NOTICE, Set.of(Route.EMAIL));
        var untouched = new Preferences(closed, Map.of(), Map.of());
        var noSms = new Preferences(closed, Map.of(), Map.of(Category.NOTICE, Map.of(Route.SMS, Choice.OFF)));

        assertEquals(Choice.OFF, untouched.of(Route.EMAIL, Category.NOTICE));
        assertEquals(Choice.ON, untouched.of(Route.EMAIL, Category.CLASS));
        assertEquals(List.of(), untouched.silenced(Profile.GUARDIAN, Set.of(Route.EMAIL)));
        assertEquals(List.of(Category.NOTICE), noSms.silenced(Profile.GUARDIAN, Set.of(Route.EMAIL, Route.SMS)));
    }

    @Test
    void staff_and_families_choose_for_what_they_get() {
        assertFalse(Preferences.categoriesOf(Profile.GUARDIAN).contains(Category.STAFF));
        assertFalse(Preferences.categoriesOf(Profile.TEACHER).contains(Category.CANTEEN));
        assertTrue(Preferences.categoriesOf(Profile.HEAD).contains(Category.INSPECTION));
    }
}
