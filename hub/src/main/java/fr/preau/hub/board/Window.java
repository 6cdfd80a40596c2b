package fr.preau.hub.board;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which part of a board somebody may see.
 *
 * @param schools only children of these; every school when absent
 * @param lists names only of children on these lists of the town (canteen, transport …); every name when absent
 * @param calls whether telephone numbers are shown on the list for those who have to call
 */
record Window(Optional<Set<UUID>> schools, Optional<List<String>> lists, boolean calls) {
    /** All of it, as the school's own people see it. */
    static final Window SCHOOL = new Window(Optional.empty(), Optional.empty(), true);

    Window {
        schools = schools.map(Set::copyOf);
        lists = lists.map(List::copyOf);
    }

    /** What a head sees of a post of the town. */
    static Window ofHead(Set<UUID> schools) {
        return new Window(Optional.of(schools), Optional.empty(), true);
    }

    /** What the officers of a service see: every number, and the names on the lists that the service keeps. */
    static Window ofService(String service) {
        List<String> lists = switch (service) {
            case "canteen" -> List.of("canteen");
            case "transport" -> List.of("transport");
            case "care" -> List.of("care_morning", "care_evening", "study");
            default -> List.of();
        };
        return new Window(Optional.empty(), Optional.of(lists), false);
    }

    /** Whether it shows all that the post did. */
    boolean whole() {
        return schools.isEmpty();
    }
}
