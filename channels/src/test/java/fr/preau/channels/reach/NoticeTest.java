package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.channels.reach.Notice.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final Step AT_ONCE = new Step(Route.SMS, Duration.ZERO, Unless.READ, false);
    private static final UUID MOTHER = new UUID(0, 1);
    private static final UUID FATHER = new UUID(0, 2);

    @Test
    void two_parents_with_one_telephone_get_one_message() {
        var notices = Notice.merged(List.of(
                wanted(FATHER, "+33600000001", "fr"),
                wanted(MOTHER, "+33600000001", "fr"),
                wanted(MOTHER, "+33600000001", "fr")));

        assertEquals(1, notices.size());
        assertEquals(
                List.of(MOTHER, FATHER),
                notices.getFirst().readers().stream().map(Notice.Reader::person).toList());
        assertEquals(MOTHER, notices.getFirst().recipient().person());
    }

    @Test
    void parents_with_a_telephone_each_get_a_message_each_in_their_language() {
        var notices =
                Notice.merged(List.of(wanted(MOTHER, "+33600000001", "en"), wanted(FATHER, "+33600000002", "fr")));

        assertEquals(List.of("en", "fr"), notices.stream().map(Notice::language).toList());
    }

    @Test
    void those_who_share_a_telephone_but_no_language_are_written_to_in_french() {
        var notices =
                Notice.merged(List.of(wanted(MOTHER, "+33600000001", "en"), wanted(FATHER, "+33600000001", "pt")));

        assertEquals("fr", notices.getFirst().language());
    }

    @Test
    void planning_twice_in_another_order_gives_the_same() {
        var people = IntStream.range(0, 500)
                .mapToObj(i -> wanted(new UUID(7, i), "+336000" + i % 300, i % 3 == 0 ? "fr" : "en"))
                .collect(Collectors.toCollection(ArrayList::new));
        var first = Set.copyOf(Notice.merged(people));

        Collections.shuffle(people, new Random(1));

        assertEquals(first, Set.copyOf(Notice.merged(people)));
        assertEquals(300, first.size());
    }

    private static Wanted wanted(UUID person, String telephone, String language) {
        return new Wanted(telephone, person, person, AT_ONCE, language);
    }
}
