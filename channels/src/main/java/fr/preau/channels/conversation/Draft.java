package fr.preau.channels.conversation;

import fr.preau.channels.bulletin.Audience;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to post, apart from its text.
 *
 * @param goal what is to happen
 * @param cover by how many of a child's guardians
 * @param reason why this must not wait for the end of the pause; with {@link Urgency#SAFETY} only
 */
public record Draft(
        Urgency urgency,
        List<Audience> audience,
        @Nullable Instant validUntil,
        Goal goal,
        Cover cover,
        @Nullable String reason) {
    public Draft {
        audience = List.copyOf(audience);
    }

    /** A post that asks for nothing but to be read. */
    public Draft(Urgency urgency, List<Audience> audience, @Nullable Instant validUntil) {
        this(urgency, audience, validUntil, Goal.READ, Cover.ONE, null);
    }

    /** Whether it asks for more than a reader. */
    boolean asks() {
        return goal != Goal.READ || cover != Cover.ONE;
    }
}
