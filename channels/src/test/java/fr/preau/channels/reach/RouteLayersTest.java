package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.access.Standing;
import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Goal;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.ReachPlan.Asked;
import fr.preau.channels.reach.ReachPlan.Reader;
import fr.preau.config.Settings;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RouteLayersTest {
    private static final Set<Route> ALL = EnumSet.allOf(Route.class);
    private static final Ladder LADDER =
            Ladder.of(Settings.of(Map.of("node.name", "test")).reach());

    @Property
    void a_no_of_any_place_wins_until_one_route_is_left(
            @ForAll Set<Route> territory, @ForAll Set<Route> town, @ForAll Set<Route> school) {
        var layers = new RouteLayers(List.of(
                Map.of(Category.NOTICE, territory), Map.of(Category.NOTICE, town), Map.of(Category.NOTICE, school)));
        var closed = layers.closed(Category.NOTICE);

        assertFalse(closed.containsAll(ALL), "never all");
        assertEquals(Set.of(), layers.closed(Category.CLASS), "another class of message is not concerned");
        if (!territory.containsAll(ALL)) {
            assertTrue(closed.containsAll(territory), "the widest is heard first");
        }
        var all = EnumSet.noneOf(Route.class);
        List.of(territory, town, school).forEach(all::addAll);
        assertTrue(all.containsAll(closed), "nothing is closed that nobody closed");
        if (!all.containsAll(ALL)) {
            assertEquals(all, closed);
        }
    }

    @Test
    void what_is_closed_is_no_step_and_the_next_route_comes_in_its_place_but_for_safety() {
        var reader = new Reader(Standing.GUARDIAN, false, Set.of(Route.EMAIL, Route.SMS), Set.of(), Choices.ALL);

        var urgent = ReachPlan.of(asked(Urgency.URGENT), reader, LADDER);
        assertEquals(
                List.of(Route.SMS), urgent.steps().stream().map(Step::route).toList());
        assertTrue(urgent.steps().getFirst().delay().isZero(), "nobody waits for a step that does not come");
        assertInstanceOf(Missing.NotAllowed.class, urgent.missing().get(Route.EMAIL));

        var safety = ReachPlan.of(asked(Urgency.SAFETY), reader, LADDER);
        assertEquals(
                List.of(Route.EMAIL, Route.SMS),
                safety.steps().stream().map(Step::route).toList());
    }

    private static Asked asked(Urgency urgency) {
        return new Asked(
                ChannelKind.SCHOOL_NOTICE, Category.NOTICE, urgency, Goal.READ, ALL, true, Set.of(Route.EMAIL));
    }
}
