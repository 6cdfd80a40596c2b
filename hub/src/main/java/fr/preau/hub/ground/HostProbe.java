package fr.preau.hub.ground;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks one server what it is, over a line that is kept open. Belongs to one event loop. */
final class HostProbe {
    /** For an answer over an open line; a busy server may take seconds, and taking it for dead would make it worse. */
    private static final long PATIENCE_MILLIS = 6_000;

    /** At the start, when this process is busy with itself. */
    private static final long FIRST_PATIENCE_MILLIS = 15_000;

    /** For a server that gave no answer the last time: the others must not wait long for it. */
    private static final long DOUBT_MILLIS = Connecting.CONNECT_MILLIS + 1_000;

    private static final String QUESTION = """
            SELECT pg_is_in_recovery() AS recovering,
                   CASE WHEN pg_is_in_recovery() THEN 0
                        ELSE ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::bigint END AS timeline,
                   CASE WHEN pg_is_in_recovery()
                        THEN (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint ELSE 0 END AS replayed,
                   NOT pg_is_in_recovery()
                       OR coalesce(pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn(), true) AS caught_up,
                   EXISTS (SELECT FROM pg_stat_activity
                           WHERE usename = current_user AND wait_event = 'SyncRep'
                             AND state_change < clock_timestamp() - interval '5 seconds') AS unconfirmed
            """;

    private final Connecting connecting;
    private final DatabaseAddress host;
    private final Context room;
    private final Runnable cut;
    private @Nullable Lines lines;
    private @Nullable SqlConnection line;
    private long patience = FIRST_PATIENCE_MILLIS;
    private boolean unconfirmedBefore;

    /**
     * @param room where it lives
     * @param cut called there when the open line breaks
     */
    HostProbe(Connecting connecting, DatabaseAddress host, Context room, Runnable cut) {
        this.connecting = connecting;
        this.host = host;
        this.room = room;
        this.cut = cut;
    }

    /** Its answer; fails when there is none within seconds. */
    Future<HostAnswer> ask() {
        return open().compose(open -> open.query(QUESTION).execute())
                .timeout(patience, TimeUnit.MILLISECONDS)
                .map(rows -> answer(rows.iterator().next()))
                .onComplete(answered -> patience = answered.succeeded() ? PATIENCE_MILLIS : DOUBT_MILLIS)
                .onFailure(failure -> close());
    }

    private Future<SqlConnection> open() {
        SqlConnection kept = line;
        if (kept != null) {
            return Future.succeededFuture(kept);
        }
        Lines fresh = connecting.line(host);
        lines = fresh;
        return fresh.pool().getConnection().onSuccess(opened -> {
            if (lines == fresh) {
                line = opened.closeHandler(closed -> room.runOnContext(told -> lost(fresh)));
            }
        });
    }

    private void lost(Lines broken) {
        if (lines == broken) {
            close();
            cut.run();
        }
    }

    /** Twice in a row, so that a long statement that was met just while it committed is not taken for a stuck one. */
    private HostAnswer answer(Row row) {
        boolean unconfirmed = row.getBoolean("unconfirmed");
        boolean stuck = unconfirmed && unconfirmedBefore;
        unconfirmedBefore = unconfirmed;
        return new HostAnswer(
                host,
                row.getBoolean("recovering"),
                row.getLong("timeline"),
                row.getLong("replayed"),
                row.getBoolean("caught_up"),
                stuck);
    }

    /** Hangs up; the next question opens a new line. */
    Future<Void> close() {
        Lines open = lines;
        lines = null;
        line = null;
        return open == null ? Future.succeededFuture() : open.cut();
    }
}
