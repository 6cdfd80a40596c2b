package fr.preau.hub.push;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.people.AccountId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads the little of a post that a notification shows. */
final class NoticeStore {
    private static final String NOTICE = """
            select p.id, p.channel_id, p.seq, p.urgency, c.kind, p.title,
                display_name(a.profile, q.civility, q.given_name, q.family_name, q.usage_name) as author
              from post p
              join channel c on c.id = p.channel_id
              join account a on a.id = p.author_id
              join person q on q.id = a.person_id
             where p.id = $1 and p.recalled_at is null and reads_post(p.id, $2)
            """;

    private final Pool pool;

    NoticeStore(Pool pool) {
        this.pool = pool;
    }

    /** A post that the account may read and that was not recalled. */
    Future<Optional<Notice>> notice(UUID post, AccountId reader) {
        return pool.preparedQuery(NOTICE)
                .execute(Tuple.of(post, reader.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(NoticeStore::notice));
    }

    private static Notice notice(Row row) {
        return new Notice(
                row.getUUID("id"),
                row.getUUID("channel_id"),
                row.getLong("seq"),
                Notice.category(Urgency.of(row.getString("urgency")), ChannelKind.of(row.getString("kind"))),
                row.getString("title"),
                row.getString("author"));
    }
}
