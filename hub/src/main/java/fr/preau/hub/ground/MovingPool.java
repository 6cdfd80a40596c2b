package fr.preau.hub.ground;

import fr.preau.hub.ground.DatabaseState.Away;
import fr.preau.hub.ground.DatabaseState.ReadOnly;
import fr.preau.hub.ground.DatabaseState.Writable;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/**
 * The pool of the rooms, at the server that can do most for them. When that changes all connections to the former one
 * are thrown away: what was under way there fails, and its outcome is unknown to the one who asked.
 */
final class MovingPool implements Pool {
    /** Where connections lead to, and whether they may change anything. */
    private record Aim(DatabaseAddress host, boolean readOnly) {}

    private final Connecting connecting;
    private Aim aim;
    private boolean closed;
    private volatile Lines now;

    MovingPool(Connecting connecting, DatabaseAddress first) {
        this.connecting = connecting;
        this.aim = new Aim(first, false);
        this.now = connecting.pool(first, false);
    }

    /** Goes where this state says. A standby that is promoted keeps its connections. */
    synchronized void follow(DatabaseState state) {
        switch (state) {
            case Writable(DatabaseAddress primary) -> move(new Aim(primary, false));
            case ReadOnly(DatabaseAddress from, boolean forced, String why) -> move(new Aim(from, forced));
            case Away away -> renew();
        }
    }

    private void move(Aim next) {
        if (!next.equals(aim)) {
            aim = next;
            renew();
        }
    }

    /** Whatever hangs on a server that does not answer must end. */
    private void renew() {
        if (!closed) {
            Lines former = now;
            now = connecting.pool(aim.host(), aim.readOnly());
            former.cut();
        }
    }

    @Override
    public Future<SqlConnection> getConnection() {
        return now.pool().getConnection();
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return now.pool().query(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return now.pool().preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return now.pool().preparedQuery(sql, options);
    }

    @Override
    public int size() {
        return now.pool().size();
    }

    @Override
    public synchronized Future<Void> close() {
        closed = true;
        return now.cut();
    }
}
