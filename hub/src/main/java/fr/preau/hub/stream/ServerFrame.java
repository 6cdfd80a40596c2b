package fr.preau.hub.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.conversation.Posted;
import fr.preau.hub.edge.ProblemBody;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What streams themselves send, beside the events of the conversation; asyncapi.yaml gives the shapes. */
sealed interface ServerFrame {
    /** The word that tells frames apart. */
    @JsonProperty
    String type();

    /** First frame: what is live on this stream, and how far each channel goes now. */
    record Welcome(
            String type, UUID session, UUID account, Map<UUID, Long> channels, int pingSeconds, int comeBackMillis)
            implements ServerFrame {
        Welcome(Caller caller, Map<UUID, Long> channels, int pingSeconds, int comeBackMillis) {
            this("welcome", caller.session().value(), caller.account().value(), channels, pingSeconds, comeBackMillis);
        }
    }

    /** Why a channel cannot be caught up from a cursor. */
    enum Reason {
        /** The cursor is past the channel's last event: the database was restored, or the client is mistaken. */
        AHEAD,
        /** Events after the cursor are no longer in the database. */
        EXPIRED,
        /** More was missed than is sent again, see {@code limits.catchUpEvents}. */
        TOO_FAR
    }

    /** Nothing is sent of what was missed: the client reads the channel anew, which is live from after {@code seq} on. */
    record Resync(
            String type,
            UUID channel,
            String reason,
            long seq,
            @Nullable String id) implements ServerFrame {
        Resync(ChannelId channel, Reason reason, long seq, @Nullable String id) {
            this("resync", channel.value(), reason.name().toLowerCase(Locale.ROOT), seq, id);
        }
    }

    /** All up to {@code seq} was sent. */
    record End(
            String type, UUID channel, long seq, @Nullable String id) implements ServerFrame {
        End(ChannelId channel, long seq, @Nullable String id) {
            this("end", channel.value(), seq, id);
        }
    }

    /** A post is committed. */
    record Ack(String type, String key, UUID channel, UUID post, long seq, boolean duplicate) implements ServerFrame {
        Ack(String key, Posted posted) {
            this(
                    "ack",
                    key,
                    posted.post().channel(),
                    posted.post().id(),
                    posted.post().seq(),
                    posted.duplicate());
        }
    }

    /** The caller now belongs to a channel. */
    record Joined(String type, UUID channel, long seq) implements ServerFrame {
        Joined(ChannelId channel, long seq) {
            this("joined", channel.value(), seq);
        }
    }

    /** The caller no longer belongs to a channel. */
    record Left(String type, UUID channel) implements ServerFrame {
        Left(ChannelId channel) {
            this("left", channel.value());
        }
    }

    /** Something was refused; names what it answers as far as that is known. */
    record Problem(
            String type,
            String code,
            int status,
            String detail,
            boolean retryable,
            @Nullable String key,
            @Nullable String id,
            @Nullable UUID channel,
            @Nullable String field,
            @Nullable Integer retryAfter)
            implements ServerFrame {
        Problem(Refusal refusal, About about, @Nullable String language) {
            this(
                    "problem",
                    refusal.problem().code(),
                    refusal.problem().status(),
                    ProblemBody.detail(refusal, language),
                    refusal.problem().retryable(),
                    about.key(),
                    about.id(),
                    about.channel(),
                    refusal.field(),
                    refusal.retryAfterSeconds() > 0 ? refusal.retryAfterSeconds() : null);
        }
    }

    /** Which of the client's frames a problem answers. */
    record About(
            @Nullable String key,
            @Nullable String id,
            @Nullable UUID channel) {
        static final About NOTHING = new About(null, null, null);

        static About channel(ChannelId channel) {
            return new About(null, null, channel.value());
        }
    }
}
