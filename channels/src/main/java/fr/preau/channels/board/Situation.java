package fr.preau.channels.board;

import fr.preau.channels.reach.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of one guardian of one child and one post.
 *
 * @param signs whether they exercise parental authority
 * @param read whether they have read the text as it stands today
 * @param readBefore whether they have read it only as it was before it was changed
 * @param app whether they have opened the app
 * @param has the routes of which an address is known
 * @param suppressed the addresses that must not be used again, each with the word why
 * @param without the word why the plan found no way at all; empty when it found one
 * @param trials at most one a route
 */
public record Situation(
        boolean signs,
        boolean app,
        boolean read,
        boolean readBefore,
        boolean signed,
        Set<Route> has,
        Map<Route, String> suppressed,
        String without,
        List<Trial> trials) {
    public Situation {
        has = Set.copyOf(has);
        suppressed = Map.copyOf(suppressed);
        trials = List.copyOf(trials);
    }

    /** As it may be shown while the pause lasts: nothing of what was read or signed. */
    Situation unread() {
        return new Situation(signs, app, false, false, false, has, suppressed, without, trials);
    }
}
