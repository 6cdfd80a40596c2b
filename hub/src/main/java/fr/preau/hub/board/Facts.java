package fr.preau.hub.board;

import fr.preau.channels.board.Situation;
import fr.preau.channels.board.Trial;
import fr.preau.channels.reach.DeliveryState;
import fr.preau.channels.reach.Route;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Facts as the store words them, so that children who stand alike are counted by the database and judged once:
 * {@code rights|app|read|signed|mobile|mail|device|why not by sms|why not by e-mail|why no way at all|route.state.reason …}, one line a
 * guardian. {@code read} is 2 for who read only the text before its correction.
 */
final class Facts {
    private Facts() {}

    /** The guardians of one child; none for an empty text. */
    static List<Situation> of(String text) {
        return text.isEmpty() ? List.of() : text.lines().map(Facts::guardian).toList();
    }

    /** One guardian. */
    static Situation guardian(String line) {
        String[] words = line.split("\\|", -1);
        Set<Route> has = EnumSet.noneOf(Route.class);
        add(has, Route.SMS, words[4]);
        add(has, Route.EMAIL, words[5]);
        add(has, Route.PUSH, words[6]);
        Map<Route, String> suppressed = new EnumMap<>(Route.class);
        put(suppressed, Route.SMS, words[7]);
        put(suppressed, Route.EMAIL, words[8]);
        return new Situation(
                words[0].equals("legal"),
                yes(words[1]),
                yes(words[2]),
                words[2].equals("2"),
                yes(words[3]),
                has,
                suppressed,
                words[9],
                trials(words[10]));
    }

    private static List<Trial> trials(String text) {
        List<Trial> trials = new ArrayList<>(3);
        for (String word : text.split(" ")) {
            if (!word.isEmpty()) {
                String[] parts = word.split("\\.", 3);
                trials.add(new Trial(Route.of(parts[0]), DeliveryState.of(parts[1]), parts[2]));
            }
        }
        return trials;
    }

    private static boolean yes(String word) {
        return word.equals("1");
    }

    private static void add(Set<Route> has, Route route, String word) {
        if (yes(word)) {
            has.add(route);
        }
    }

    private static void put(Map<Route, String> suppressed, Route route, String word) {
        if (!word.isEmpty()) {
            suppressed.put(route, word);
        }
    }
}
