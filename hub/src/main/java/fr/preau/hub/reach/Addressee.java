package fr.preau.hub.reach;

import fr.preau.channels.access.Standing;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.pause.OwnHours;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Choices;
import fr.preau.channels.reach.Notice.Wanted;
import fr.preau.channels.reach.ReachPlan;
import fr.preau.channels.reach.Route;
import fr.preau.channels.reach.Step;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Somebody behind a post, with all that the plan asks.
 *
 * @param devices the ids of the push subscriptions
 * @param own their own quiet hours
 * @param digestHour when they want what can wait, once a day
 * @param satisfied whether the goal is met for this person, or a guardian of each of their children met it and one is enough
 */
record Addressee(
        UUID account,
        UUID person,
        Standing standing,
        boolean app,
        String language,
        List<String> devices,
        Optional<String> email,
        Optional<String> mobile,
        Set<Route> suppressed,
        Choices choices,
        Optional<OwnHours> own,
        LocalTime digestHour,
        boolean satisfied) {

    ReachPlan.Reader reader() {
        var has = EnumSet.noneOf(Route.class);
        Stream.of(Route.values()).filter(route -> !addresses(route).isEmpty()).forEach(has::add);
        return new ReachPlan.Reader(standing, app, has, suppressed, choices);
    }

    /** The addresses of a route; several only for devices. */
    private List<String> addresses(Route route) {
        return switch (route) {
            case PUSH -> devices;
            case EMAIL -> email.stream().toList();
            case SMS -> mobile.stream().toList();
        };
    }

    /** Whether the route may be used for such a post, as far as the person and the places around it decide. */
    boolean takes(Route route, PlanStore.Post post) {
        return !suppressed.contains(route)
                && (post.urgency() == Urgency.SAFETY
                        || choices.allows(route, post.category())
                                && !post.closed().contains(route));
    }

    Stream<Wanted> wants(Step step) {
        return addresses(step.route()).stream().map(address -> new Wanted(address, person, account, step, language));
    }

    /**
     * What somebody chose about the one category that was asked for.
     *
     * @param refused the routes that they do not want
     */
    record Chosen(Set<Route> refused, boolean daily) implements Choices {
        @Override
        public boolean allows(Route route, Category category) {
            return !refused.contains(route);
        }

        @Override
        public boolean digest(Category category) {
            return daily;
        }
    }
}
