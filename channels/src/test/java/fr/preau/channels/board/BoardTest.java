package fr.preau.channels.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.conversation.Cover;
import fr.preau.channels.conversation.Goal;
import fr.preau.channels.reach.DeliveryState;
import fr.preau.channels.reach.Route;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How guardians and children stand, over every mix of what may be known of them. */
class BoardTest {
    private static final Board READ_BY_ONE = new Board(Goal.READ, Cover.ONE, false, false, true);

    @Test
    void who_was_not_reached_has_a_reason_in_both_languages_and_who_was_has_none() {
        for (Board board : boards()) {
            for (Situation known : situations()) {
                Progress progress = board.of(known);
                for (String language : List.of("fr", "en")) {
                    BoardWords words = BoardWords.in(language);
                    assertFalse(words.of(progress).isBlank());
                    progress.hindrances()
                            .forEach(obstacle -> assertFalse(words.of(obstacle).isBlank()));
                }
                if (progress instanceof Progress.NotReached(List<Obstacle> obstacles)) {
                    assertFalse(obstacles.isEmpty(), known.toString());
                    assertFalse(known.app(), "what lies in the app can be opened: " + known);
                }
            }
        }
    }

    @Test
    void while_the_pause_lasts_nothing_tells_who_read_or_signed() {
        for (Board board : boards()) {
            Board resting = new Board(board.goal(), board.cover(), board.planning(), true, true);
            for (Situation known : situations()) {
                assertEquals(resting.of(known.unread()), resting.of(known));
                assertEquals(resting.of(false, List.of(known.unread())), resting.of(false, List.of(known)));
            }
        }
    }

    @Test
    void more_news_never_makes_a_child_stand_worse() {
        for (Board board : boards()) {
            for (Situation known : situations()) {
                Coverage before = board.of(false, List.of(known));
                Situation read = new Situation(
                        known.signs(),
                        known.app(),
                        true,
                        false,
                        known.signed(),
                        known.has(),
                        known.suppressed(),
                        "",
                        known.trials());
                assertTrue(board.of(false, List.of(read)).compareTo(before) >= 0, known.toString());
                assertEquals(Coverage.COVERED, board.of(true, List.of(known)), "told by hand");
            }
        }
    }

    @Test
    void one_guardian_is_enough_or_each_with_parental_authority_has_to() {
        Situation reader = situation(true, true, List.of());
        Situation landline = situation(true, false, List.of(new Trial(Route.SMS, DeliveryState.FAILED, "landline")));
        Situation carer = situation(false, false, List.of());

        assertEquals(Coverage.COVERED, READ_BY_ONE.of(false, List.of(landline, reader)));
        Board each = new Board(Goal.READ, Cover.EACH, false, false, true);
        assertEquals(Coverage.NOT_REACHED, each.of(false, List.of(landline, reader)));
        assertEquals(Coverage.COVERED, each.of(false, List.of(carer, reader)), "a carer does not count");
        Board signed = new Board(Goal.SIGNED, Cover.ONE, false, false, true);
        assertEquals(Coverage.REACHED, signed.of(false, List.of(reader)), "read is not signed");
        assertEquals(Coverage.NOT_REACHED, READ_BY_ONE.of(false, List.of()), "nobody to tell");
        assertEquals(
                "numéro fixe",
                BoardWords.in("fr").of(READ_BY_ONE.of(landline).hindrances().getFirst()));
    }

    @Test
    void every_cause_has_words_in_each_language_and_each_word_that_stops_an_address_its_own_cause() {
        Obstacle theirs = Obstacle.of(Route.SMS, "not_theirs");

        assertEquals(Why.NOT_THEIRS, theirs.why());
        assertEquals("numéro de quelqu’un d’autre", BoardWords.in("fr").of(theirs));
        assertEquals("somebody else’s number", BoardWords.in("en").of(theirs));
        assertEquals("adresse de quelqu’un d’autre", BoardWords.in("fr").of(Obstacle.of(Route.EMAIL, "not_theirs")));
        for (Why why : Why.values()) {
            for (Route route : Route.values()) {
                for (String language : List.of("fr", "en")) {
                    assertFalse(
                            BoardWords.in(language).of(Obstacle.on(route, why)).isBlank(), why.code());
                }
            }
        }
    }

    @Test
    void an_SMS_without_confirmation_is_not_delivered_but_a_mail_nobody_gave_back_is() {
        Board delivered = new Board(Goal.DELIVERED, Cover.ONE, false, false, true);

        assertEquals(Coverage.REACHED, delivered.of(false, List.of(sent(Route.SMS))));
        assertEquals(Coverage.COVERED, delivered.of(false, List.of(sent(Route.EMAIL))));
        assertEquals(Coverage.COVERED, delivered.of(false, List.of(sent(Route.PUSH))));
        assertEquals(
                "(partira le 3 novembre à 07:04)",
                BoardWords.in("fr").due(Instant.parse("2026-11-03T06:04:00Z"), ZoneId.of("Europe/Paris")));
    }

    @Test
    void a_spent_budget_is_told_in_words_whether_the_message_waits_for_it_or_was_never_made() {
        Situation held = situation(true, false, List.of(new Trial(Route.SMS, DeliveryState.PENDING, "over_budget")));
        Situation never =
                new Situation(true, false, false, false, false, Set.of(Route.SMS), Map.of(), "no_budget", List.of());
        Board planning = new Board(Goal.READ, Cover.ONE, true, false, true);

        Progress waits = planning.of(held);
        assertEquals("SMS en attente", BoardWords.in("fr").of(waits));
        Progress left = planning.of(never);
        assertEquals("not_reached", left.code(), "nobody waits for what is not coming");
        for (Progress progress : List.of(waits, left)) {
            assertEquals(
                    List.of("budget SMS épuisé"),
                    progress.hindrances().stream().map(BoardWords.in("fr")::of).toList());
        }
    }

    @Test
    void who_read_only_the_old_text_has_not_read_a_correction_that_is_told() {
        Situation before = new Situation(true, true, false, true, false, Set.of(), Map.of(), "", List.of());
        Board told = new Board(Goal.READ, Cover.ONE, false, false, true);
        Board routine = new Board(Goal.READ, Cover.ONE, false, false, false);

        assertEquals("lu avant la correction", BoardWords.in("fr").of(told.of(before)));
        assertEquals("read before the correction", BoardWords.in("en").of(told.of(before)));
        assertEquals(Coverage.REACHED, told.of(false, List.of(before)));
        assertEquals(Coverage.COVERED, told.reminding().of(false, List.of(before)), "a reminder does not ask them");
        assertEquals(Coverage.COVERED, routine.of(false, List.of(before)));
        assertEquals("read_before", routine.of(before).code(), "it is shown all the same");
    }

    private static Situation sent(Route route) {
        return situation(true, false, List.of(new Trial(route, DeliveryState.SUBMITTED, "")));
    }

    private static Situation situation(boolean signs, boolean read, List<Trial> trials) {
        return new Situation(signs, false, read, false, false, Set.of(Route.SMS), Map.of(), "", trials);
    }

    private static List<Board> boards() {
        List<Board> all = new ArrayList<>();
        for (Goal goal : Goal.values()) {
            for (Cover cover : Cover.values()) {
                all.add(new Board(goal, cover, false, false, true));
                all.add(new Board(goal, cover, true, false, true));
            }
        }
        return all;
    }

    private static List<Situation> situations() {
        List<Situation> all = new ArrayList<>();
        List<List<Trial>> trials = new ArrayList<>(List.of(List.of()));
        for (Route route : Route.values()) {
            for (DeliveryState state : DeliveryState.values()) {
                for (String reason : List.of("", "landline", "read", "told", "left", "over_budget", "something_new")) {
                    trials.add(List.of(new Trial(route, state, reason)));
                }
            }
        }
        for (List<Trial> one : trials) {
            for (int bits = 0; bits < 64; bits++) {
                boolean app = (bits & 2) != 0;
                all.add(new Situation(
                        (bits & 1) != 0,
                        app,
                        app && (bits & 4) != 0,
                        app && (bits & 32) != 0,
                        app && (bits & 8) != 0,
                        (bits & 16) != 0 ? Set.of(Route.SMS, Route.EMAIL) : Set.of(),
                        (bits & 8) != 0 ? Map.of(Route.EMAIL, "bad_address") : Map.of(),
                        (bits & 4) != 0 ? "no_budget" : "",
                        one));
            }
        }
        return all;
    }
}
