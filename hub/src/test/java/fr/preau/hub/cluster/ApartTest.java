package fr.preau.hub.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApartTest {
    private static final NodeRow A = node("a");
    private static final NodeRow B = node("b");
    private static final NodeRow C = node("c");
    private static final NodeRow D = node("d");

    @Test
    void whoever_reaches_all_living_nodes_goes_on() {
        assertEquals(List.of(), Apart.from(A, List.of(A, B, C), reach(A, B, C)));
        assertEquals(List.of(), Apart.from(A, List.of(A), reach(A)));
        assertEquals(List.of(), Apart.from(A, List.of(), reach(A)), "the first beat is still to come");
    }

    @Test
    void the_smaller_side_steps_back_and_names_whom_it_does_not_reach() {
        assertEquals(List.of("b", "c"), Apart.from(A, List.of(A, B, C), reach(A)));
        assertEquals(List.of(), Apart.from(B, List.of(A, B, C), reach(B, C)));
    }

    @Test
    void of_two_sides_as_large_as_each_other_the_one_with_the_first_name_goes_on() {
        assertEquals(List.of(), Apart.from(A, List.of(A, B), reach(A)));
        assertEquals(List.of("a"), Apart.from(B, List.of(A, B), reach(B)));
        assertEquals(List.of(), Apart.from(C, List.of(A, B, C, D), reach(A, C)));
        assertEquals(List.of("a", "c"), Apart.from(D, List.of(A, B, C, D), reach(B, D)));
    }

    @Test
    void whatever_the_cut_one_side_goes_on_and_only_one() {
        List<NodeRow> all = List.of(A, B, C, D);
        for (int cut = 1; cut < 15; cut++) {
            int side = cut;
            Set<NodeRow> one = all.stream()
                    .filter(node -> (side >> all.indexOf(node) & 1) == 1)
                    .collect(Collectors.toSet());
            Set<NodeRow> other =
                    all.stream().filter(node -> !one.contains(node)).collect(Collectors.toSet());
            assertEquals(
                    1,
                    Set.of(one, other).stream()
                            .filter(half -> goesOn(half, all))
                            .count(),
                    "cut " + cut);
        }
    }

    private static boolean goesOn(Set<NodeRow> side, List<NodeRow> all) {
        Set<Boolean> answers = side.stream()
                .map(node -> Apart.from(node, all, reach(side.toArray(NodeRow[]::new)))
                        .isEmpty())
                .collect(Collectors.toSet());
        assertEquals(1, answers.size(), "the nodes of one side agree");
        return answers.contains(true);
    }

    private static Set<UUID> reach(NodeRow... nodes) {
        return Set.of(nodes).stream().map(NodeRow::bus).collect(Collectors.toSet());
    }

    private static NodeRow node(String name) {
        return new NodeRow(name, UUID.randomUUID(), Instant.EPOCH, Instant.EPOCH, "", List.of(), Map.of());
    }
}
