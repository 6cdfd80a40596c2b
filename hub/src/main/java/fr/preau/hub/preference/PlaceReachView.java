package fr.preau.hub.preference;

import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Route;
import fr.preau.channels.reach.RouteLayers;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.preference.PlaceReachStore.Place;
import java.time.LocalTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a place decides about routes, on the wire.
 *
 * @param digestHour absent where it is the territory's, or the house's
 */
record PlaceReachView(List<RuleView> rules, @Nullable String digestHour) {
    private static final int RULES_MAX = 20;
    private static final int ROUTES_MAX = 2;

    /**
     * A class of message that the place may decide about.
     *
     * @param closed what the place itself closes
     * @param above what is closed already by a wider place
     */
    record RuleView(String category, List<String> closed, List<String> above) {}

    /** One rule that a client asks for. */
    record RuleWish(@Nullable String category, @Nullable List<String> closed) {
        RuleWish {
            read(category);
            closed = Fields.list("rules.closed", closed, 0, ROUTES_MAX);
            closed.forEach(RuleWish::route);
        }

        private static Category read(@Nullable String word) {
            return ReachView.constant("rules.category", Category.values(), Category::code, word);
        }

        private static Route route(@Nullable String word) {
            return ReachView.constant("rules.closed", Route.values(), Route::code, word);
        }

        Category of() {
            return read(category);
        }

        Set<Route> routes() {
            var routes = EnumSet.noneOf(Route.class);
            Fields.present("rules.closed", closed).forEach(word -> routes.add(route(word)));
            return routes;
        }
    }

    /** What a client asks for: all of the place, anew. */
    record Wish(@Nullable List<RuleWish> rules, @Nullable String digestHour) {
        Wish {
            rules = Fields.list("rules", rules, 0, RULES_MAX);
            if (digestHour != null) {
                ReachView.hour(digestHour);
            }
        }

        @Nullable
        LocalTime hour() {
            return digestHour == null ? null : ReachView.hour(digestHour);
        }

        /**
         * As it is kept: only what is closed.
         *
         * @param may the classes of message that the place may decide about
         * @param above what wider places decided
         * @throws Refused for another class of message, one named twice, or a rule that leaves no route
         */
        Map<Category, Set<Route>> closed(Collection<Category> may, RouteLayers above) {
            var closed = new EnumMap<Category, Set<Route>>(Category.class);
            for (var rule : Fields.present("rules", rules)) {
                if (!may.contains(rule.of())) {
                    throw Refused.field("rules.category");
                }
                if (!above.leavesOne(rule.of(), rule.routes())) {
                    throw Refused.field("rules.closed");
                }
                if (closed.putIfAbsent(rule.of(), rule.routes()) != null) {
                    throw Refused.field("rules");
                }
            }
            closed.values().removeIf(Set::isEmpty);
            return closed;
        }
    }

    static PlaceReachView of(
            Place place, Collection<Category> may, Map<Category, Set<Route>> closed, RouteLayers above) {
        var hour = place.hour();
        return new PlaceReachView(
                may.stream()
                        .map(category -> new RuleView(
                                category.code(),
                                codes(closed.getOrDefault(category, Set.of())),
                                codes(above.closed(category))))
                        .toList(),
                hour == null ? null : hour.toString());
    }

    static List<String> codes(Set<Route> routes) {
        return routes.stream().sorted().map(Route::code).toList();
    }
}
