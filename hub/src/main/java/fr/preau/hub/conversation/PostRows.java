package fr.preau.hub.conversation;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.bulletin.Scope;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a post as every query selects them, and how they become a {@link PostView}. */
final class PostRows {
    /** Columns of a post {@code p} joined to its author's account {@code a} and person {@code q}. */
    static final String COLUMNS = """
            p.id, p.channel_id, p.seq, p.author_id, a.profile as author_profile,
            display_name(a.profile, q.civility, q.given_name, q.family_name, q.usage_name) as author_name,
            p.created_at, p.urgency, p.goal, p.cover, p.safety_reason, p.title, p.body, p.reply_to, p.valid_until, p.edited_at, p.recalled_at,
            case when p.targeted then array(select x.scope || ':' || x.ref from post_audience x
                where x.post_id = p.id order by 1) end as audience
            """;

    static final String JOINS = """
            join account a on a.id = p.author_id
            join person q on q.id = a.person_id
            """;

    private PostRows() {}

    static PostView view(Row row) {
        boolean recalled = row.getValue("recalled_at") != null;
        String body = recalled ? "" : row.getString("body");
        List<Audience> audience = audience(row);
        return new PostView(
                row.getUUID("id"),
                row.getUUID("channel_id"),
                row.getLong("seq"),
                new PostView.Author(
                        row.getUUID("author_id"), row.getString("author_name"), row.getString("author_profile")),
                moment(row, "created_at"),
                row.getString("urgency"),
                row.getString("goal"),
                row.getString("cover"),
                recalled ? null : row.getString("safety_reason"),
                recalled ? null : row.getString("title"),
                body,
                row.getUUID("reply_to"),
                audience.isEmpty()
                        ? null
                        : audience.stream().map(AudienceView::of).toList(),
                optional(row, "valid_until"),
                optional(row, "edited_at"),
                optional(row, "recalled_at"));
    }

    /** The audience of a targeted post; empty when everybody in the channel may see it. */
    static List<Audience> audience(Row row) {
        String[] parts = row.getArrayOfStrings("audience");
        return parts == null
                ? List.of()
                : Arrays.stream(parts).map(PostRows::part).toList();
    }

    static Instant moment(Row row, String column) {
        return row.get(OffsetDateTime.class, column).toInstant();
    }

    static @Nullable Instant optional(Row row, String column) {
        OffsetDateTime value = row.get(OffsetDateTime.class, column);
        return value == null ? null : value.toInstant();
    }

    private static Audience part(String text) {
        int colon = text.indexOf(':');
        return new Audience(Scope.of(text.substring(0, colon)), UUID.fromString(text.substring(colon + 1)));
    }
}
