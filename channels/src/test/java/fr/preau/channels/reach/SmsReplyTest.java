package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.reach.SmsReply.Child;
import fr.preau.channels.reach.SmsReply.Into;
import fr.preau.channels.reach.SmsReply.Matter;
import fr.preau.channels.reach.SmsReply.To;
import fr.preau.channels.reach.SmsReply.Unread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsReplyTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final UUID CLAIRE = new UUID(0, 1);
    private static final UUID TEACHER = new UUID(0, 2);
    private static final UUID POST = new UUID(0, 3);
    private static final Child LINA = new Child(new UUID(1, 1), "CP A, Verne");
    private static final Child HUGO = new Child(new UUID(1, 2), "CE2, Verne");
    private static final Child TWIN = new Child(new UUID(1, 3), "CP A, Verne");

    private final SmsReply reply = SmsReply.STANDARD;

    @Test
    void a_liaison_word_is_answered_where_it_stands() {
        var matter = matter(LINA.liaison(), ChannelKind.LIAISON, Duration.ofHours(1), LINA);

        assertEquals(List.of(new Into(CLAIRE, POST, "CP A, Verne", LINA.liaison())), targets(matter));
    }

    @Test
    void a_word_to_the_class_is_answered_where_no_other_family_reads_it() {
        var matter = matter(new UUID(2, 1), ChannelKind.CLASS_FAMILIES, Duration.ofHours(1), LINA);

        assertEquals(List.of(new Into(CLAIRE, POST, "CP A, Verne", LINA.liaison())), targets(matter));
    }

    @Test
    void twins_in_one_class_answer_its_teacher() {
        var matter = matter(new UUID(2, 1), ChannelKind.CLASS_FAMILIES, Duration.ofHours(1), LINA, TWIN);

        assertEquals(List.of(new To(CLAIRE, POST, "Mme Martin", TEACHER)), targets(matter));
    }

    @Test
    void a_notice_of_the_school_with_children_in_two_classes_leaves_a_choice() {
        var matter = matter(new UUID(2, 2), ChannelKind.SCHOOL_NOTICE, Duration.ofHours(1), LINA, TWIN, HUGO);

        assertEquals(
                List.of("CP A, Verne", "CE2, Verne"),
                targets(matter).stream().map(SmsReply.Target::label).toList());
    }

    @Test
    void several_posts_about_one_child_are_one_matter() {
        var word = matter(LINA.liaison(), ChannelKind.LIAISON, Duration.ofHours(1), LINA);
        var toAll = matter(new UUID(2, 1), ChannelKind.CLASS_FAMILIES, Duration.ofHours(2), LINA);

        assertEquals(1, targets(word, toAll).size());
    }

    @Test
    void a_bulletin_and_a_word_leave_a_choice_the_latest_first() {
        var word = matter(LINA.liaison(), ChannelKind.LIAISON, Duration.ofHours(5), LINA);
        var bulletin = matter(new UUID(2, 3), ChannelKind.TOWN_BULLETIN, Duration.ofHours(1));

        assertEquals(
                List.of(
                        new Unread(CLAIRE, POST, "Aubin, cantine"),
                        new Into(CLAIRE, POST, "CP A, Verne", LINA.liaison())),
                targets(bulletin, word));
        assertEquals(targets(bulletin, word), targets(word, bulletin));
    }

    @Test
    void what_is_older_counts_only_where_nothing_is_recent() {
        var word = matter(LINA.liaison(), ChannelKind.LIAISON, Duration.ofDays(5), LINA);
        var bulletin = matter(new UUID(2, 3), ChannelKind.TOWN_BULLETIN, Duration.ofHours(1));

        assertEquals(1, targets(word, bulletin).size());
        assertEquals(List.of(new Into(CLAIRE, POST, "CP A, Verne", LINA.liaison())), targets(word));
        assertEquals(List.of(), targets(matter(LINA.liaison(), ChannelKind.LIAISON, Duration.ofDays(31), LINA)));
    }

    @ParameterizedTest
    @EnumSource(
            value = ChannelKind.class,
            names = {"CLASS_PUPILS", "STAFF_ROOM", "INSPECTION"})
    void other_channels_take_no_answer(ChannelKind kind) {
        assertEquals(List.of(), targets(matter(new UUID(2, 4), kind, Duration.ofHours(1), LINA)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "' 2 ', 2", "3., 3", "1 2,", "10,", "0,", "un,", "'1 merci',"})
    void a_number_alone_is_a_choice(String text, Integer number) {
        assertEquals(Optional.ofNullable(number), SmsReply.number(text));
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, STOP",
        "Arrêt., STOP",
        "' stop sms ', STOP",
        "DÉSABONNER, STOP",
        "Start, START",
        "REPRENDRE, START",
        "aide, HELP",
        "Stop à la cantine demain, NONE",
        "Je veux arrêter la garderie, NONE",
        "oui, NONE",
        "'', NONE"
    })
    void only_the_word_alone_is_a_wish(String text, SmsWish wish) {
        assertEquals(wish, SmsWish.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en", "ar"})
    void a_question_shows_every_number_in_two_cheap_segments(String language) {
        var labels = java.util.stream.IntStream.rangeClosed(1, 9)
                .mapToObj(i -> "Classe de CM2 numéro " + i + ", école élémentaire Jules Verne de Saint-Aubin")
                .toList();

        var said = new SmsAnswer.Ask(labels).say(language);

        assertTrue(said.contains("9 "), said);
        var size = SmsSegments.of(said);
        assertEquals(SmsSegments.Encoding.GSM_7, size.encoding());
        assertTrue(size.segments() <= 2);
    }

    private List<SmsReply.Target> targets(Matter... matters) {
        return reply.targets(List.of(matters), NOW);
    }

    private static Matter matter(UUID channel, ChannelKind kind, Duration ago, Child... children) {
        return new Matter(
                CLAIRE,
                channel,
                kind,
                POST,
                TEACHER,
                "Mme Martin",
                "Aubin, cantine",
                List.of(children),
                NOW.minus(ago));
    }
}
