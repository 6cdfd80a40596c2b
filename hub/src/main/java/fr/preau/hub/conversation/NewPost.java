package fr.preau.hub.conversation;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.Draft;
import fr.preau.channels.conversation.Urgency;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A post as a client writes it; {@code key} is the client's own id for it. */
public record NewPost(
        String key,
        @Nullable String title,
        String body,
        @Nullable String urgency,
        @Nullable UUID replyTo,
        @Nullable List<AudienceView> audience,
        @Nullable Instant validUntil) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    /** Longest title, characters: it stands in one SMS together with the sender's name. */
    public static final int TITLE_MAX = 120;

    /** Longest body, characters; {@code limits.textChars} may lower it. */
    public static final int BODY_MAX = 8000;

    private static final int AUDIENCE_MAX = 200;

    public NewPost {
        Fields.matching("key", key, KEY);
        Fields.optional("title", title, 1, TITLE_MAX);
        Fields.text("body", body, 1, BODY_MAX);
        if (urgency != null
                && Arrays.stream(Urgency.values())
                        .noneMatch(known -> known.code().equals(urgency))) {
            throw Refused.field("urgency");
        }
        audience = audience == null ? null : Fields.list("audience", audience, 1, AUDIENCE_MAX);
    }

    /** A plain answer, to one post or to the channel. */
    public static NewPost reply(String key, String body, @Nullable UUID replyTo) {
        return new NewPost(key, null, body, null, replyTo, null, null);
    }

    Urgency level() {
        return urgency == null ? Urgency.ROUTINE : Urgency.of(urgency);
    }

    List<Audience> parts() {
        return audience == null
                ? List.of()
                : audience.stream().map(AudienceView::part).distinct().toList();
    }

    Draft draft() {
        return new Draft(level(), parts(), validUntil);
    }
}
