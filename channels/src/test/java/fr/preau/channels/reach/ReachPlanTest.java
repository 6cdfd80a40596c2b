package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.access.Standing;
import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Goal;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.ReachPlan.Asked;
import fr.preau.channels.reach.ReachPlan.Reader;
import fr.preau.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The whole space of small inputs, one after the other, and what must hold for each. */
class ReachPlanTest {
    private static final Ladder LADDER =
            Ladder.of(Settings.of(Map.of("node.name", "test")).reach());
    private static final List<Set<Route>> SUBSETS = subsets();
    private static final Set<Route> ALL = EnumSet.allOf(Route.class);

    private record Chosen(Set<Route> refused, boolean daily) implements Choices {
        @Override
        public boolean allows(Route route, Category category) {
            return !refused.contains(route);
        }

        @Override
        public boolean digest(Category category) {
            return daily;
        }
    }

    @Test
    void a_step_is_taken_only_where_there_is_an_address_a_carrier_and_nothing_against_it() {
        everywhere((asked, reader) -> {
            for (Step step : plan(asked, reader).steps()) {
                assertTrue(
                        reader.has().contains(step.route()) && asked.carried().contains(step.route()));
                assertFalse(reader.suppressed().contains(step.route()), "what was answered by STOP stays silent");
                assertTrue(
                        asked.urgency() == Urgency.SAFETY || reader.choices().allows(step.route(), asked.category()),
                        "a choice counts but for safety");
                assertTrue(reader.standing() != Standing.PUPIL || step.route() == Route.PUSH);
            }
        });
    }

    @Test
    void each_route_is_either_taken_once_or_has_its_reason() {
        everywhere((asked, reader) -> {
            var plan = plan(asked, reader);
            var taken = plan.steps().stream().map(Step::route).toList();
            assertEquals(Set.copyOf(taken).size(), taken.size());
            assertTrue(taken.stream().noneMatch(plan.missing()::containsKey));
            assertEquals(Route.values().length, taken.size() + plan.missing().size());
        });
    }

    @Test
    void no_step_comes_before_the_one_before_it_and_the_list_comes_last() {
        everywhere((asked, reader) -> {
            var plan = plan(asked, reader);
            var last = Duration.ZERO;
            for (Step step : plan.steps()) {
                assertTrue(step.delay().compareTo(last) >= 0 || step.digest(), plan.toString());
                last = step.digest() ? last : step.delay();
            }
            assertTrue(asked.urgency() == Urgency.SAFETY
                    || plan.list().isEmpty()
                    || plan.list().get().compareTo(last) >= 0);
        });
    }

    @Test
    void every_grown_up_has_the_app_or_a_step_or_is_listed_at_once_with_a_reason() {
        everywhere((asked, reader) -> {
            var plan = plan(asked, reader);
            if (reader.standing() == Standing.PUPIL) {
                assertTrue(plan.list().isEmpty());
                return;
            }
            if (!reader.app() && plan.steps().isEmpty()) {
                assertEquals(Duration.ZERO, plan.list().orElseThrow());
                assertEquals(3, plan.missing().size());
            }
            assertTrue(plan.list().isPresent(), "who is left is listed in the end");
        });
    }

    @Test
    void who_has_no_app_hears_at_once_if_at_all() {
        everywhere((asked, reader) -> {
            var steps = plan(asked, reader).steps();
            if (!reader.app() && !steps.isEmpty()) {
                assertTrue(steps.getFirst().first(), steps.toString());
            }
        });
    }

    @Test
    void what_presses_more_never_reaches_by_less_nor_later() {
        everywhere((asked, reader) -> {
            var all = Urgency.values();
            if (asked.urgency().ordinal() + 1 < all.length) {
                var less = plan(asked, reader);
                var more = plan(with(asked, all[asked.urgency().ordinal() + 1]), reader);
                for (Step step : less.steps()) {
                    var same = more.steps().stream()
                            .filter(other -> other.route() == step.route())
                            .toList();
                    assertEquals(1, same.size(), step + " is lost in " + more);
                    assertTrue(
                            step.digest() || same.getFirst().delay().compareTo(step.delay()) <= 0,
                            step + " comes later in " + more);
                }
                assertTrue(less.list().isEmpty()
                        || more.list().orElseThrow().compareTo(less.list().get()) <= 0
                        || less.list().get().isZero());
            }
        });
    }

    @Test
    void safety_takes_every_route_that_may_be_taken_at_once() {
        everywhere((asked, reader) -> {
            if (asked.urgency() == Urgency.SAFETY && reader.standing() != Standing.PUPIL) {
                var taken =
                        plan(asked, reader).steps().stream().map(Step::route).collect(Collectors.toSet());
                var possible = EnumSet.copyOf(ALL);
                possible.retainAll(reader.has());
                possible.retainAll(asked.carried());
                possible.removeAll(reader.suppressed());
                assertEquals(possible, taken);
                assertTrue(plan(asked, reader).steps().stream().allMatch(Step::first));
            }
        });
    }

    @Test
    void a_routine_post_costs_no_text_message_where_there_is_anything_else() {
        everywhere((asked, reader) -> {
            var steps = plan(asked, reader).steps();
            if (asked.urgency() == Urgency.ROUTINE && steps.stream().anyMatch(step -> step.route() == Route.SMS)) {
                assertEquals(1, steps.size());
                assertFalse(reader.app());
                assertEquals(ChannelKind.TOWN_BULLETIN, asked.kind());
            }
        });
    }

    @Test
    void only_those_with_parental_authority_are_asked_to_sign() {
        everywhere((asked, reader) -> plan(asked, reader)
                .steps()
                .forEach(step -> assertEquals(
                        asked.goal() == Goal.SIGNED && reader.standing() == Standing.GUARDIAN,
                        step.unless() == Unless.SIGNED)));
    }

    @Test
    void the_table_of_delays_is_as_its_page_says() {
        var everything = new Reader(Standing.GUARDIAN, true, ALL, Set.of(), Choices.ALL);
        var withoutPush =
                new Reader(Standing.GUARDIAN, true, EnumSet.of(Route.EMAIL, Route.SMS), Set.of(), Choices.ALL);

        assertEquals("[0s, 4h]", delays(Urgency.ROUTINE, everything));
        assertEquals("[0s, 30m, 4h]", delays(Urgency.IMPORTANT, everything));
        assertEquals("[0s, 0s, 5m]", delays(Urgency.URGENT, everything));
        assertEquals("[0s, 0s, 0s]", delays(Urgency.SAFETY, everything));
        assertEquals("[4h]", delays(Urgency.ROUTINE, withoutPush));
        assertEquals("[0s, 4h]", delays(Urgency.IMPORTANT, withoutPush));
        assertEquals("[0s, 0s]", delays(Urgency.URGENT, withoutPush));
    }

    private static String delays(Urgency urgency, Reader reader) {
        var asked = new Asked(ChannelKind.SCHOOL_NOTICE, Category.NOTICE, urgency, Goal.READ, ALL, true, Set.of());
        return plan(asked, reader).steps().stream()
                .map(step -> step.delay().toString().substring(2).toLowerCase(java.util.Locale.ROOT))
                .toList()
                .toString();
    }

    private static ReachPlan plan(Asked asked, Reader reader) {
        return ReachPlan.of(asked, reader, LADDER);
    }

    private static Asked with(Asked asked, Urgency urgency) {
        return new Asked(
                asked.kind(),
                asked.category(),
                urgency,
                asked.goal(),
                asked.carried(),
                asked.payable(),
                asked.closed());
    }

    private static void everywhere(BiConsumer<Asked, Reader> holds) {
        var carriers = List.of(ALL, EnumSet.of(Route.PUSH, Route.EMAIL), Set.<Route>of());
        for (ChannelKind kind : ChannelKind.values()) {
            for (Urgency urgency : Urgency.values()) {
                for (Goal goal : Goal.values()) {
                    for (Set<Route> carried : carriers) {
                        for (boolean payable : new boolean[] {true, false}) {
                            var asked = new Asked(
                                    kind, Category.of(kind, "canteen"), urgency, goal, carried, payable, Set.of());
                            readers().forEach(reader -> holds.accept(asked, reader));
                        }
                    }
                }
            }
        }
    }

    private static List<Reader> readers() {
        return READERS;
    }

    private static final List<Reader> READERS = everyReader();

    private static List<Reader> everyReader() {
        var readers = new ArrayList<Reader>();
        for (Standing standing :
                List.of(Standing.GUARDIAN, Standing.INFORMED, Standing.CARER, Standing.PUPIL, Standing.HEAD)) {
            for (boolean app : new boolean[] {true, false}) {
                for (Set<Route> has : SUBSETS) {
                    for (Set<Route> suppressed : SUBSETS) {
                        for (Set<Route> refused : SUBSETS) {
                            readers.add(new Reader(standing, app, has, suppressed, new Chosen(refused, app)));
                        }
                    }
                }
            }
        }
        return List.copyOf(readers);
    }

    private static List<Set<Route>> subsets() {
        var sets = new ArrayList<Set<Route>>();
        for (int bits = 0; bits < 8; bits++) {
            int chosen = bits;
            sets.add(java.util.Arrays.stream(Route.values())
                    .filter(route -> (chosen & 1 << route.ordinal()) != 0)
                    .collect(Collectors.toUnmodifiableSet()));
        }
        return sets;
    }
}
