package fr.preau.channels.reach;

import fr.preau.channels.access.Standing;
import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Goal;
import fr.preau.channels.conversation.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one person is to be told of one post: the ladder in-app, push, e-mail, SMS, printed list, with what this person has
 * and wants. What is in the app needs no step. A person without a route starts with the next one at once; a routine post
 * does not press those who have the app, and costs a text message only where there is nothing else.
 *
 * @param steps in the order of the ladder; each leaves after its delay, unless it has become needless
 * @param list when the person is to be told on paper or called, if the goal is not met by then; never for pupils
 * @param missing why each of the other routes is not taken
 */
public record ReachPlan(List<Step> steps, Optional<Duration> list, Map<Route, Missing> missing) {
    public ReachPlan {
        steps = List.copyOf(steps);
        missing = Map.copyOf(missing);
    }

    /**
     * What is to be told.
     *
     * @param carried routes for which the hub has a carrier
     * @param payable whether there is money left for text messages
     * @param closed routes that territory, town or school do not allow for such a message
     */
    public record Asked(
            ChannelKind kind,
            Category category,
            Urgency urgency,
            Goal goal,
            Set<Route> carried,
            boolean payable,
            Set<Route> closed) {
        public Asked {
            carried = Set.copyOf(carried);
            closed = Set.copyOf(closed);
        }
    }

    /**
     * Who is to be told.
     *
     * @param standing what the person is where the post stands
     * @param app whether they have opened the app
     * @param has the routes of which they have an address
     * @param suppressed those of these that must not be used again
     */
    public record Reader(Standing standing, boolean app, Set<Route> has, Set<Route> suppressed, Choices choices) {
        public Reader {
            has = Set.copyOf(has);
            suppressed = Set.copyOf(suppressed);
        }

        private boolean works() {
            return switch (standing) {
                case PUPIL, GUARDIAN, INFORMED, CARER -> false;
                case TEACHER, HEAD, STAFF, INSPECTOR, OFFICER, OPERATOR -> true;
            };
        }
    }

    /** The plan for one reader; the same in gives the same out. */
    public static ReachPlan of(Asked asked, Reader reader, Ladder ladder) {
        var missing = new EnumMap<Route, Missing>(Route.class);
        var usable = new ArrayList<Route>();
        for (Route route : Route.values()) {
            missing(asked, reader, route, usable)
                    .ifPresentOrElse(why -> missing.put(route, why), () -> usable.add(route));
        }
        var steps = usable.stream()
                .map(route -> new Step(
                        route,
                        digest(asked, reader, route) ? Duration.ZERO : delay(asked, reader, route, usable, ladder),
                        unless(asked.goal(), reader.standing()),
                        digest(asked, reader, route)))
                .toList();
        return new ReachPlan(steps, list(asked, reader, steps, missing, ladder), missing);
    }

    private static Optional<Missing> missing(Asked asked, Reader reader, Route route, List<Route> before) {
        boolean safety = asked.urgency() == Urgency.SAFETY;
        if (!reader.has().contains(route)) {
            return Optional.of(new Missing.NoAddress());
        }
        if (reader.suppressed().contains(route)) {
            return Optional.of(new Missing.Suppressed());
        }
        if (!allowed(asked, reader, route, before)) {
            return Optional.of(new Missing.NotAllowed());
        }
        if (!safety && !reader.choices().allows(route, asked.category())) {
            return Optional.of(new Missing.OptedOut());
        }
        if (!asked.carried().contains(route)) {
            return Optional.of(new Missing.NoCarrier());
        }
        return route == Route.SMS && !asked.payable() && !safety
                ? Optional.of(new Missing.NoBudget())
                : Optional.empty();
    }

    private static boolean allowed(Asked asked, Reader reader, Route route, List<Route> before) {
        if (reader.standing() == Standing.PUPIL) {
            return route == Route.PUSH;
        }
        if (asked.urgency() == Urgency.SAFETY) {
            return true;
        }
        if (asked.closed().contains(route)) {
            return false;
        }
        if (route != Route.SMS) {
            return true;
        }
        if (reader.works()) {
            return asked.urgency() == Urgency.URGENT;
        }
        boolean otherwise = reader.app() || !before.isEmpty();
        return SmsRule.carries(asked.kind(), asked.urgency()) && !(asked.urgency() == Urgency.ROUTINE && otherwise);
    }

    private static Duration delay(Asked asked, Reader reader, Route route, List<Route> usable, Ladder ladder) {
        boolean first = usable.getFirst() == route && !(asked.urgency() == Urgency.ROUTINE && reader.app());
        boolean unseen = asked.urgency() == Urgency.URGENT && !usable.contains(Route.PUSH);
        return first || unseen ? Duration.ZERO : ladder.of(asked.urgency()).of(route);
    }

    private static boolean digest(Asked asked, Reader reader, Route route) {
        return route == Route.EMAIL
                && asked.urgency() == Urgency.ROUTINE
                && reader.choices().digest(asked.category());
    }

    /** Those who cannot sign have done what they can when they have read. */
    private static Unless unless(Goal goal, Standing standing) {
        return switch (goal) {
            case DELIVERED -> Unless.DELIVERED;
            case READ -> Unless.READ;
            case SIGNED -> standing == Standing.GUARDIAN ? Unless.SIGNED : Unless.READ;
        };
    }

    private static Optional<Duration> list(
            Asked asked, Reader reader, List<Step> steps, Map<Route, Missing> missing, Ladder ladder) {
        if (reader.standing() == Standing.PUPIL) {
            return Optional.empty();
        }
        boolean unreachable = steps.isEmpty() && !reader.app();
        boolean toBeCalled = asked.urgency() == Urgency.SAFETY && missing.get(Route.SMS) instanceof Missing.Suppressed;
        return Optional.of(
                unreachable || toBeCalled
                        ? Duration.ZERO
                        : ladder.of(asked.urgency()).list());
    }
}
