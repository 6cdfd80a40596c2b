package fr.preau.hub.board;

import fr.preau.channels.board.Board;
import fr.preau.channels.board.BoardWords;
import fr.preau.channels.board.Coverage;
import fr.preau.channels.board.Obstacle;
import fr.preau.channels.board.Progress;
import fr.preau.channels.board.Situation;
import fr.preau.channels.board.Trial;
import fr.preau.channels.reach.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts a board: each group of people who stand alike is judged once. */
final class Tally {
    private final Board board;
    private final List<BoardStore.Alike> groups;
    private final Map<String, Integer> guardians = new HashMap<>();
    private final Map<Obstacle, Integer> reasons = new LinkedHashMap<>();
    private final Map<Route, int[]> ways = new EnumMap<>(Route.class);
    private final Map<Coverage, Integer> children = new EnumMap<>(Coverage.class);
    private final Map<UUID, Map<Coverage, Integer>> schools = new HashMap<>();

    Tally(Board board, List<BoardStore.Alike> groups) {
        this.board = board;
        this.groups = groups;
        groups.forEach(group -> {
            if (group.child()) {
                child(group);
            } else {
                guardian(Facts.guardian(group.facts()), group.number());
            }
        });
    }

    /** The facts of children, not told by hand, who stand like this. */
    Set<String> alike(Coverage wanted) {
        return groups.stream()
                .filter(group -> group.child() && !group.told() && judged(group) == wanted)
                .map(BoardStore.Alike::facts)
                .collect(Collectors.toSet());
    }

    int children() {
        return sum(children);
    }

    /** Those whom a reminder asks again: what the author asked for has not happened, not even with the old text. */
    int uncovered() {
        return groups.stream()
                .filter(BoardStore.Alike::child)
                .filter(group -> board.reminding().of(group.told(), Facts.of(group.facts())) != Coverage.COVERED)
                .mapToInt(BoardStore.Alike::number)
                .sum();
    }

    Set<UUID> schools() {
        return schools.keySet();
    }

    ReachView.Children childrenView() {
        return new ReachView.Children(
                children(),
                children.getOrDefault(Coverage.COVERED, 0),
                children.getOrDefault(Coverage.REACHED, 0),
                children.getOrDefault(Coverage.WAITING, 0),
                children.getOrDefault(Coverage.NOT_REACHED, 0));
    }

    ReachView.Guardians guardiansView() {
        int total = guardians.values().stream().mapToInt(Integer::intValue).sum();
        return new ReachView.Guardians(
                total,
                shown("signed"),
                shown("read"),
                shown("read_before"),
                number("delivered"),
                number("sent"),
                number("in_app"),
                number("waiting"),
                number("not_reached"));
    }

    List<ReachView.Way> waysView() {
        List<ReachView.Way> views = new ArrayList<>();
        ways.forEach((route, n) -> views.add(new ReachView.Way(route.code(), n[0], n[1], n[2], n[3])));
        return views;
    }

    /** The most frequent first. */
    List<ReachView.Reason> reasonsView(BoardWords words) {
        return reasons.entrySet().stream()
                .sorted(Map.Entry.<Obstacle, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().why()))
                .map(entry -> new ReachView.Reason(
                        entry.getKey().why().code(),
                        entry.getKey().route().map(Route::code).orElse(null),
                        words.of(entry.getKey()),
                        entry.getValue()))
                .toList();
    }

    /** Null where there is but one. */
    @Nullable
    List<ReachView.School> schoolsView(Map<UUID, String> names) {
        if (schools.size() < 2) {
            return null;
        }
        return schools.entrySet().stream()
                .map(entry -> new ReachView.School(
                        entry.getKey(),
                        names.getOrDefault(entry.getKey(), ""),
                        sum(entry.getValue()),
                        entry.getValue().getOrDefault(Coverage.COVERED, 0),
                        entry.getValue().getOrDefault(Coverage.NOT_REACHED, 0)))
                .sorted(Comparator.comparing(ReachView.School::name).thenComparing(ReachView.School::school))
                .toList();
    }

    private Coverage judged(BoardStore.Alike group) {
        return board.of(group.told(), Facts.of(group.facts()));
    }

    private void child(BoardStore.Alike group) {
        Coverage coverage = judged(group);
        children.merge(coverage, group.number(), Integer::sum);
        if (group.school() != null) {
            schools.computeIfAbsent(group.school(), any -> new EnumMap<>(Coverage.class))
                    .merge(coverage, group.number(), Integer::sum);
        }
    }

    private void guardian(Situation known, int number) {
        Progress progress = board.of(known);
        guardians.merge(progress.code(), number, Integer::sum);
        if (progress instanceof Progress.NotReached || progress instanceof Progress.Waiting) {
            progress.hindrances().forEach(obstacle -> reasons.merge(obstacle, number, Integer::sum));
        }
        known.trials().forEach(trial -> way(trial, number));
    }

    private void way(Trial trial, int number) {
        int column = switch (trial.state()) {
            case PENDING, SENDING -> 0;
            case SUBMITTED -> 1;
            case DELIVERED -> 2;
            case SKIPPED, CANCELLED -> -1;
            case EXPIRED, DEAD, UNKNOWN, FAILED, UNDELIVERED -> 3;
        };
        if (column >= 0) {
            ways.computeIfAbsent(trial.route(), any -> new int[4])[column] += number;
        }
    }

    private @Nullable Integer shown(String code) {
        return board.resting() ? null : Integer.valueOf(number(code));
    }

    private int number(String code) {
        return guardians.getOrDefault(code, 0);
    }

    private static int sum(Map<Coverage, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
