package fr.preau.hub.conversation;

import fr.preau.channels.people.Profile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A post as clients see it. A recalled one has no title, body or HTML. */
public record PostView(
        UUID id,
        UUID channel,
        long seq,
        Author author,
        Instant at,
        String urgency,
        @Nullable String title,
        String body,
        String html,
        @Nullable UUID replyTo,
        @Nullable List<AudienceView> audience,
        @Nullable Instant validUntil,
        @Nullable Instant editedAt,
        @Nullable Instant recalledAt) {

    /** Who wrote it, as others may know this person. */
    public record Author(UUID account, String name, String profile) {
        public Author(UUID account, String name, Profile profile) {
            this(account, name, profile.code());
        }
    }
}
