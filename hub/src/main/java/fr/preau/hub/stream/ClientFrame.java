package fr.preau.hub.stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.hub.conversation.AudienceView;
import fr.preau.hub.conversation.NewPost;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What clients send; asyncapi.yaml gives the shapes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClientFrame.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = ClientFrame.Subscribe.class, name = "subscribe"),
    @JsonSubTypes.Type(value = ClientFrame.Post.class, name = "post"),
    @JsonSubTypes.Type(value = ClientFrame.Read.class, name = "read"),
    @JsonSubTypes.Type(value = ClientFrame.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = ClientFrame.Token.class, name = "token")
})
sealed interface ClientFrame {

    record Hello(
            @Nullable String token,
            @Nullable LinkedHashMap<UUID, Long> cursors,
            @Nullable List<UUID> channels,
            @Nullable Boolean sends)
            implements ClientFrame {
        public Hello {
            Fields.present("token", token);
            Map<UUID, Long> given = cursors == null ? Map.of() : cursors;
            given.forEach((channel, seq) -> {
                if (seq == null || seq < 0) {
                    throw Refused.field("cursors." + channel);
                }
            });
            channels = channels == null ? null : Fields.list("channels", channels, 0, Integer.MAX_VALUE);
        }
    }

    record Subscribe(
            @Nullable String id,
            @Nullable UUID channel,
            @Nullable Long after) implements ClientFrame {
        private static final int ID_MAX = 64;

        public Subscribe {
            Fields.text("id", id, 1, ID_MAX);
            Fields.present("channel", channel);
            if (after != null && after < 0) {
                throw Refused.field("after");
            }
        }
    }

    /** Its parts are checked when it is turned into a post, so that a refusal can name its key. */
    record Post(
            @Nullable UUID channel,
            @Nullable String key,
            @Nullable String title,
            @Nullable String body,
            @Nullable String urgency,
            @Nullable UUID replyTo,
            @Nullable List<AudienceView> audience,
            @Nullable Instant validUntil,
            @Nullable String goal,
            @Nullable String guardians,
            @Nullable String reason)
            implements ClientFrame {

        NewPost post() {
            return new NewPost(
                    Fields.present("key", key),
                    title,
                    Fields.present("body", body),
                    urgency,
                    replyTo,
                    audience,
                    validUntil,
                    goal,
                    guardians,
                    reason);
        }
    }

    record Read(@Nullable UUID channel, @Nullable Long seq) implements ClientFrame {
        public Read {
            Fields.present("channel", channel);
            if (Fields.present("seq", seq) < 0) {
                throw Refused.field("seq");
            }
        }
    }

    record Typing(@Nullable UUID channel) implements ClientFrame {
        public Typing {
            Fields.present("channel", channel);
        }
    }

    record Token(@Nullable String token) implements ClientFrame {
        public Token {
            Fields.present("token", token);
        }
    }

    /** The channel that a frame names. */
    static ChannelId channel(@Nullable UUID id) {
        return new ChannelId(Fields.present("channel", id));
    }

    /** The seq that a frame names. */
    static long number(@Nullable Long seq) {
        return Fields.present("seq", seq);
    }
}
