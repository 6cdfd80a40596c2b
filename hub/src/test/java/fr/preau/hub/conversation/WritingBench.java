package fr.preau.hub.conversation;

import fr.preau.channels.access.AccessTable;
import fr.preau.channels.access.Standing;
import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.bulletin.Scope;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Draft;
import fr.preau.channels.conversation.Place;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.conversation.Writing;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.State;

/** Whether somebody may write this here: once a post. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class WritingBench {
    private static final Instant NOON = Instant.parse("2026-11-02T11:00:00Z");

    private final Writing writing = new Writing(AccessTable.standard());
    private final Place bulletin = new Place(
            new ChannelId(new UUID(1, 2)), ChannelKind.TOWN_BULLETIN, "canteen", false, Set.of(Standing.OFFICER));
    private final Draft draft =
            new Draft(Urgency.IMPORTANT, List.of(new Audience(Scope.CANTEEN, new UUID(3, 4))), NOON.plusSeconds(3_600));

    /** A bulletin to an audience of its service: every check there is. */
    @Benchmark
    public Object bulletin() {
        return writing.post(bulletin, draft, false, NOON);
    }
}
