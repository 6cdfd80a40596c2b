package fr.preau.hub.conversation;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.Cover;
import fr.preau.channels.conversation.Draft;
import fr.preau.channels.conversation.Goal;
import fr.preau.channels.conversation.Urgency;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A post as a client writes it; {@code key} is the client's own id for it.
 *
 * @param goal read, signed or delivered
 * @param guardians by one of a child's guardians, or by each
 * @param reason why a safety alert must not wait
 */
public record NewPost(
        String key,
        @Nullable String title,
        String body,
        @Nullable String urgency,
        @Nullable UUID replyTo,
        @Nullable List<AudienceView> audience,
        @Nullable Instant validUntil,
        @Nullable String goal,
        @Nullable String guardians,
        @Nullable String reason) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    /** Longest title, characters: it stands in one SMS together with the sender's name. */
    public static final int TITLE_MAX = 120;

    /** Longest body, characters; {@code limits.textChars} may lower it. */
    public static final int BODY_MAX = 8000;

    private static final int REASON_MIN = 3;
    private static final int REASON_MAX = 200;
    private static final int AUDIENCE_MAX = 200;

    public NewPost {
        Fields.matching("key", key, KEY);
        Fields.optional("title", title, 1, TITLE_MAX);
        Fields.text("body", body, 1, BODY_MAX);
        known("urgency", urgency, Arrays.stream(Urgency.values()).map(Urgency::code));
        known("goal", goal, Arrays.stream(Goal.values()).map(Goal::code));
        known("guardians", guardians, Arrays.stream(Cover.values()).map(Cover::code));
        Fields.optional("reason", reason, REASON_MIN, REASON_MAX);
        audience = audience == null ? null : Fields.list("audience", audience, 1, AUDIENCE_MAX);
    }

    /** A plain answer, to one post or to the channel. */
    public static NewPost reply(String key, String body, @Nullable UUID replyTo) {
        return new NewPost(key, null, body, null, replyTo, null, null);
    }

    /** A post that asks for nothing but to be read. */
    public NewPost(
            String key,
            @Nullable String title,
            String body,
            @Nullable String urgency,
            @Nullable UUID replyTo,
            @Nullable List<AudienceView> audience,
            @Nullable Instant validUntil) {
        this(key, title, body, urgency, replyTo, audience, validUntil, null, null, null);
    }

    private static void known(String name, @Nullable String value, Stream<String> words) {
        if (value != null && words.noneMatch(value::equals)) {
            throw Refused.field(name);
        }
    }

    Goal target() {
        return goal == null ? Goal.READ : Goal.of(goal);
    }

    Cover cover() {
        return guardians == null ? Cover.ONE : Cover.of(guardians);
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
        return new Draft(level(), parts(), validUntil, target(), cover(), reason);
    }
}
