package fr.preau.channels.conversation;

import fr.preau.channels.bulletin.Audience;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller wants to post, apart from its text. */
public record Draft(
        Urgency urgency, List<Audience> audience, @Nullable Instant validUntil) {
    public Draft {
        audience = List.copyOf(audience);
    }
}
