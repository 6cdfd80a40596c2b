package fr.preau.channels.board;

import fr.preau.channels.conversation.Cover;
import fr.preau.channels.conversation.Goal;
import fr.preau.channels.reach.DeliveryState;
import fr.preau.channels.reach.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How guardians and children stand with one post. Pure: the same facts give the same answer.
 *
 * <pre>
 *   signed &gt; read &gt; read before the correction &gt; delivered &gt; sent &gt; waiting &gt; in the app &gt; not reached
 * </pre>
 *
 * @param goal what the author wants to have happened
 * @param cover by how many guardians of a child
 * @param planning whether steps of the ladder are still to be made
 * @param resting whether the pause hides from senders what was read and signed
 * @param retold whether a correction is told again, so that having read the old text is not enough
 */
public record Board(Goal goal, Cover cover, boolean planning, boolean resting, boolean retold) {

    /** How far the post came with this guardian. */
    public Progress of(Situation known) {
        var shown = resting ? known.unread() : known;
        if (shown.signed()) {
            return new Progress.Signed();
        }
        if (shown.read()) {
            return new Progress.Read();
        }
        if (shown.readBefore()) {
            return new Progress.ReadBefore();
        }
        return arrived(shown).or(() -> sent(shown)).or(() -> waiting(shown)).orElseGet(() -> left(shown));
    }

    /** As a reminder asks: those who have read the old text are not asked again. */
    public Board reminding() {
        return new Board(goal, cover, planning, resting, false);
    }

    /**
     * How this child stands.
     *
     * @param told whether somebody told the family by hand
     * @param guardians all grown-ups of the child
     */
    public Coverage of(boolean told, List<Situation> guardians) {
        if (told) {
            return Coverage.COVERED;
        }
        var counted = counted(guardians);
        var each = counted.stream().map(this::coverage);
        return (cover == Cover.EACH ? each.min(Comparator.naturalOrder()) : each.max(Comparator.naturalOrder()))
                .orElse(Coverage.NOT_REACHED);
    }

    /** Where each has to do it, or has to sign, those with parental authority count; the others where there is none. */
    private List<Situation> counted(List<Situation> guardians) {
        if (cover == Cover.ONE && goal != Goal.SIGNED) {
            return guardians;
        }
        var legal = guardians.stream().filter(Situation::signs).toList();
        return legal.isEmpty() ? guardians : legal;
    }

    private Coverage coverage(Situation guardian) {
        var progress = of(guardian);
        return switch (progress) {
            case Progress.Signed signed -> Coverage.COVERED;
            case Progress.Read read -> goal == Goal.SIGNED && guardian.signs() ? Coverage.REACHED : Coverage.COVERED;
            case Progress.ReadBefore before ->
                goal != Goal.DELIVERED && retold || goal == Goal.SIGNED && guardian.signs()
                        ? Coverage.REACHED
                        : Coverage.COVERED;
            case Progress.Delivered delivered -> goal == Goal.DELIVERED ? Coverage.COVERED : Coverage.REACHED;
            case Progress.Sent(Route route) ->
                goal == Goal.DELIVERED && route != Route.SMS ? Coverage.COVERED : Coverage.REACHED;
            case Progress.InApp inApp -> Coverage.WAITING;
            case Progress.Waiting waiting -> Coverage.WAITING;
            case Progress.NotReached not -> Coverage.NOT_REACHED;
        };
    }

    private static Optional<Progress> arrived(Situation known) {
        return known.trials().stream()
                .filter(Trial::arrived)
                .findFirst()
                .map(trial -> new Progress.Delivered(trial.route()));
    }

    private static Optional<Progress> sent(Situation known) {
        return known.trials().stream()
                .filter(trial -> trial.state() == DeliveryState.SUBMITTED)
                .findFirst()
                .map(trial -> new Progress.Sent(trial.route()));
    }

    private Optional<Progress> waiting(Situation known) {
        var queued = known.trials().stream().filter(Trial::waits).findFirst();
        if (queued.isPresent()) {
            return Optional.of(new Progress.Waiting(
                    queued.map(Trial::route),
                    queued.filter(Trial::held).map(Obstacle::of).stream().toList()));
        }
        boolean untried = known.has().stream()
                .anyMatch(route -> !known.suppressed().containsKey(route)
                        && known.trials().stream().noneMatch(trial -> trial.route() == route));
        return planning && untried && known.without().isEmpty() && !known.app()
                ? Optional.of(new Progress.Waiting(Optional.empty(), List.of()))
                : Optional.empty();
    }

    private static Progress left(Situation known) {
        List<Obstacle> obstacles = obstacles(known);
        if (known.app()) {
            return new Progress.InApp(obstacles);
        }
        if (obstacles.isEmpty()) {
            obstacles.add(without(known));
        }
        return new Progress.NotReached(obstacles);
    }

    private static Obstacle without(Situation known) {
        return switch (known.without()) {
            case "opted_out" -> Obstacle.everywhere(Why.NOT_WANTED);
            case "no_carrier" -> Obstacle.everywhere(Why.NO_CARRIER);
            case "no_budget" -> Obstacle.on(Route.SMS, Why.NO_BUDGET);
            default -> Obstacle.everywhere(known.has().isEmpty() ? Why.NO_ADDRESS : Why.NO_APP);
        };
    }

    private static List<Obstacle> obstacles(Situation known) {
        List<Obstacle> obstacles = new ArrayList<>();
        for (Route route : Route.values()) {
            String word = known.suppressed().get(route);
            if (word != null) {
                obstacles.add(Obstacle.on(route, Obstacle.why(word)));
                continue;
            }
            known.trials().stream()
                    .filter(trial -> trial.route() == route && !trial.silent())
                    .map(Obstacle::of)
                    .forEach(obstacles::add);
        }
        return obstacles;
    }
}
