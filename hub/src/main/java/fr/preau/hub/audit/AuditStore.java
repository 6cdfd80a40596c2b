package fr.preau.hub.audit;

import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Rows of the audit. */
final class AuditStore {
    /** One writer at a time until its transaction ends, so that the chain has one order and no gap. */
    private static final String QUEUE_UP = "select pg_advisory_xact_lock(7309281)";

    private static final String LAST = "select seq, hash from audit_event order by seq desc limit 1";

    private static final String ADD = """
            insert into audit_event (seq, at, actor_id, action, subject_kind, subject_id, detail, hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    private static final String PAGE = """
            select seq, at, actor_id, action, subject_kind, subject_id, detail, hash
              from audit_event where seq > $1 order by seq limit $2
            """;

    private static final String NEWEST = """
            select seq, at, actor_id, action, subject_kind, subject_id, detail, hash
              from audit_event where seq < $1 order by seq desc limit $2
            """;

    private final Pool pool;

    AuditStore(Pool pool) {
        this.pool = pool;
    }

    /** The last event there is, or what stands before the first. */
    private record Last(long seq, byte[] hash) {}

    /** Adds an event in the caller's transaction. */
    Future<Void> add(
            SqlClient transaction,
            Instant at,
            @Nullable UUID actor,
            String action,
            String subjectKind,
            String subjectId,
            String detail) {
        return transaction
                .query(QUEUE_UP)
                .execute()
                .compose(locked -> transaction.query(LAST).execute())
                .map(rows -> rows.size() == 0
                        ? new Last(0, AuditEvent.BEGINNING)
                        : last(rows.iterator().next()))
                .compose(last -> {
                    long seq = last.seq() + 1;
                    var hash = AuditEvent.hash(
                            last.hash(), AuditEvent.canonical(seq, at, actor, action, subjectKind, subjectId, detail));
                    return transaction
                            .preparedQuery(ADD)
                            .execute(Tuple.of(seq, Moments.utc(at), actor, action, subjectKind, subjectId)
                                    .addString(detail)
                                    .addBuffer(Buffer.buffer(hash)));
                })
                .mapEmpty();
    }

    private static Last last(Row row) {
        return new Last(row.getLong("seq"), row.getBuffer("hash").getBytes());
    }

    /** Events after a seq, in order. */
    Future<List<AuditEvent>> after(long seq, int limit) {
        return page(PAGE, seq, limit);
    }

    /** Events before a seq, newest first. */
    Future<List<AuditEvent>> before(long seq, int limit) {
        return page(NEWEST, seq, limit);
    }

    private Future<List<AuditEvent>> page(String query, long seq, int limit) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(seq, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(AuditStore::event)
                        .toList());
    }

    private static AuditEvent event(Row row) {
        return new AuditEvent(
                row.getLong("seq"),
                row.getOffsetDateTime("at").toInstant(),
                row.getUUID("actor_id"),
                row.getString("action"),
                row.getString("subject_kind"),
                row.getString("subject_id"),
                row.getString("detail"),
                HexFormat.of().formatHex(row.getBuffer("hash").getBytes()));
    }
}
