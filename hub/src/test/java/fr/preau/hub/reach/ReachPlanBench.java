package fr.preau.hub.reach;

import fr.preau.channels.access.Standing;
import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Goal;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Choices;
import fr.preau.channels.reach.Ladder;
import fr.preau.channels.reach.ReachPlan;
import fr.preau.channels.reach.Route;
import fr.preau.config.Settings;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How one person is to be told of one post: once a person and post. */
@State(Scope.Benchmark)
public class ReachPlanBench {
    private final Ladder ladder =
            Ladder.of(Settings.of(Map.of("node.name", "bench")).reach());
    private final ReachPlan.Asked asked = new ReachPlan.Asked(
            ChannelKind.SCHOOL_NOTICE,
            Category.NOTICE,
            Urgency.IMPORTANT,
            Goal.SIGNED,
            EnumSet.allOf(Route.class),
            true,
            Set.of());
    private final ReachPlan.Reader guardian =
            new ReachPlan.Reader(Standing.GUARDIAN, true, EnumSet.allOf(Route.class), Set.of(), Choices.ALL);

    /** A guardian with every route. */
    @Benchmark
    public Object guardian() {
        return ReachPlan.of(asked, guardian, ladder);
    }
}
