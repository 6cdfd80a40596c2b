package fr.preau.hub.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.Profile;
import fr.preau.hub.ground.Moments;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A post as clients see it. A recalled one has no title and no body. */
public record PostView(
        UUID id,
        UUID channel,
        long seq,
        Author author,
        Instant at,
        String urgency,
        String goal,
        String guardians,
        @Nullable String reason,
        @Nullable String title,
        String body,
        @Nullable UUID replyTo,
        @Nullable List<AudienceView> audience,
        @Nullable Instant validUntil,
        @Nullable Instant editedAt,
        @Nullable Instant recalledAt) {

    /** A post as it stands at its commit, known without reading it again. */
    static PostView written(UUID id, ChannelId channel, long seq, Caller caller, NewPost post, Instant at) {
        List<AudienceView> audience = post.parts().stream()
                .sorted(Comparator.comparing(Audience::toString)) // as the store lists them
                .map(AudienceView::of)
                .toList();
        return new PostView(
                id,
                channel.value(),
                seq,
                new Author(caller.account().value(), caller.name(), caller.profile()),
                at,
                post.level().code(),
                post.target().code(),
                post.cover().code(),
                post.reason(),
                post.title(),
                post.body(),
                post.replyTo(),
                audience.isEmpty() ? null : audience,
                post.validUntil() == null ? null : Moments.kept(post.validUntil()),
                null,
                null);
    }

    /** The body as HTML that is safe to put into a page; made when it is asked for, as not every post is read at once. */
    @JsonProperty
    public String html() {
        return PostText.html(body);
    }

    /**
     * Whether this is the post that a second request with its key means. One that was corrected or recalled no longer has
     * the text that it was posted with.
     */
    boolean same(ChannelId where, NewPost again) {
        boolean changed = editedAt != null || recalledAt != null;
        return channel.equals(where.value())
                && (changed || (body.equals(again.body()) && Objects.equals(title, again.title())));
    }

    /** Who wrote it, as others may know this person. */
    public record Author(UUID account, String name, String profile) {
        public Author(UUID account, String name, Profile profile) {
            this(account, name, profile.code());
        }
    }
}
