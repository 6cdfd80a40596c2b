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
import java.util.Optional;
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

    /** Of an operator's territories, and of the whole house. */
    private static final String NEWEST = """
            select e.seq, e.at, e.actor_id, e.action, e.subject_kind, e.subject_id, e.detail, e.hash
              from audit_event e
              cross join lateral (select audit_territories(e.subject_kind, e.subject_id, e.actor_id) as ids) t
             where e.seq < $1 and (t.ids is null or t.ids && array(
                select s.territory_id from assignment s
                 where s.account_id = $3 and s.role = 'operator' and s.ended_at is null))
             order by e.seq desc limit $2
            """;

    private static final String HEAD = """
            select seq, at, actor_id, action, subject_kind, subject_id, detail, hash
              from audit_event order by seq desc limit 1
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
        return page(PAGE, Tuple.of(seq, limit));
    }

    /** Events before a seq that an operator has to do with, newest first. */
    Future<List<AuditEvent>> before(long seq, int limit, UUID operator) {
        return page(NEWEST, Tuple.of(seq, limit, operator));
    }

    /** The newest event of all. */
    Future<Optional<AuditEvent>> head() {
        return page(HEAD, Tuple.tuple()).map(events -> events.stream().findFirst());
    }

    private Future<List<AuditEvent>> page(String query, Tuple values) {
        return pool.preparedQuery(query)
                .execute(values)
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
