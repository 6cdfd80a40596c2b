package fr.preau.hub.conversation;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.PersonId;
import fr.preau.channels.people.Profile;
import fr.preau.channels.people.SessionId;
import java.time.Instant;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A post as it was committed becomes the JSON that all of its readers get: once a post and node. */
@State(Scope.Benchmark)
public class EncodeBench {
    private static final Instant NOON = Instant.parse("2026-11-02T11:00:00.123456Z");

    private final ChannelId channel = new ChannelId(new UUID(1, 2));
    private final Caller teacher = new Caller(
            new AccountId(new UUID(3, 4)),
            new PersonId(new UUID(5, 6)),
            Profile.TEACHER,
            new SessionId(new UUID(7, 8)),
            "Mme Exemple",
            "fr");
    private final NewPost post = new NewPost(
            "key-00000001",
            "Sortie au musée",
            "Nous partons mardi à 8 h 30. Prévoir **un pique-nique** et de bonnes chaussures ; retour à 16 h.",
            "important",
            null,
            null,
            null);

    /** Its text made safe HTML and written as JSON. */
    @Benchmark
    public Object post() {
        return Frames.event("posted", 17, PostView.written(new UUID(9, 10), channel, 17, teacher, post, NOON));
    }
}
