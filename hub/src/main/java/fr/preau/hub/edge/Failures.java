package fr.preau.hub.edge;

import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What a failure means to the client. Only what nobody expected is logged with its stack trace. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /** In what the pool says while it moves or its server is gone; it has no types for these. */
    private static final List<String> POOL_WORDS = List.of("onnection", "Pool closed");

    /** By then a killed server is usually back; clients add a spread of their own. */
    private static final int RETRY_SECONDS = 2;

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final AtomicLong TOLD = new AtomicLong(System.nanoTime() - 2 * QUIET_NANOS);

    private Failures() {}

    /**
     * The refusal that a failure amounts to.
     *
     * @param status the HTTP status that the router suggests when there is no failure to look at
     * @param requestId for the log line of an unexpected failure
     */
    public static Refusal refusal(@Nullable Throwable failure, int status, String requestId) {
        return switch (failure) {
            case null -> Refusal.of(byStatus(status));
            case Refused refused -> refused.refusal();
            case HttpException http -> Refusal.of(byStatus(http.getStatusCode()));
            default -> {
                Problem database = ofDatabase(failure);
                if (database != null) {
                    tell(database, failure, requestId);
                    yield Refusal.later(database, RETRY_SECONDS);
                }
                if (status >= 400 && status < 500) {
                    yield Refusal.of(byStatus(status));
                }
                LOG.error("unexpected failure, request {}", requestId, failure);
                yield Refusal.of(Problem.INTERNAL);
            }
        };
    }

    /** Once in a while is enough: each request fails while the database does not work, and the watch tells of that. */
    private static void tell(Problem problem, Throwable failure, String requestId) {
        long now = System.nanoTime();
        long before = TOLD.get();
        boolean due = now - before > QUIET_NANOS && TOLD.compareAndSet(before, now);
        LOG.atLevel(due ? Level.WARN : Level.DEBUG)
                .log("{}: {}, request {}", problem.code(), failure.toString(), requestId);
    }

    /** What the database's trouble is called; null when the failure is none of its own. */
    private static @Nullable Problem ofDatabase(Throwable failure) {
        if (failure instanceof PgException pg) {
            return byState(String.valueOf(pg.getSqlState()));
        }
        boolean cut = failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof ClosedConnectionException
                || failure instanceof ConnectionPoolTooBusyException
                || (failure instanceof VertxException
                        && POOL_WORDS.stream().anyMatch(String.valueOf(failure.getMessage())::contains));
        return cut ? Problem.DATABASE_AWAY : null;
    }

    private static @Nullable Problem byState(String state) {
        return switch (state) {
            case "25006" -> Problem.READ_ONLY; // a standby, or a primary that cannot replicate
            case "53100" -> Problem.STORAGE_FULL;
            // 57P: operator intervention (shutdown), 53: no resources, 08: connection, 58: the system below
            default -> Stream.of("57P", "53", "08", "58").anyMatch(state::startsWith) ? Problem.DATABASE_AWAY : null;
        };
    }

    private static Problem byStatus(int status) {
        return switch (status) {
            case 401 -> Problem.SIGN_IN_REQUIRED;
            case 403 -> Problem.FORBIDDEN;
            case 404 -> Problem.NOT_FOUND;
            case 405 -> Problem.METHOD_NOT_ALLOWED;
            case 413 -> Problem.TOO_LARGE;
            case 415 -> Problem.UNSUPPORTED_TYPE;
            case 429 -> Problem.TOO_MANY_REQUESTS;
            case 503 -> Problem.STOPPING;
            default -> status >= 500 ? Problem.INTERNAL : Problem.MALFORMED;
        };
    }
}
