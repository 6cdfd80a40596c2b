package fr.preau.hub.edge;

import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import io.vertx.core.VertxException;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failure means to the client. Only what nobody expected is logged with its stack trace. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

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
                if (databaseAway(failure)) {
                    LOG.warn("the database does not answer: {}, request {}", failure.toString(), requestId);
                    yield Refusal.later(Problem.DATABASE_AWAY, 2);
                }
                if (status >= 400 && status < 500) {
                    yield Refusal.of(byStatus(status));
                }
                LOG.error("unexpected failure, request {}", requestId, failure);
                yield Refusal.of(Problem.INTERNAL);
            }
        };
    }

    private static boolean databaseAway(Throwable failure) {
        if (failure instanceof PgException pg) {
            String state = pg.getSqlState();
            // 57P: operator intervention (shutdown), 53: no resources, 08: connection, 25006: read only after fail-over
            return state != null
                    && (state.startsWith("57P")
                            || state.startsWith("53")
                            || state.startsWith("08")
                            || state.equals("25006"));
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || (failure instanceof VertxException
                        && String.valueOf(failure.getMessage()).contains("onnection"));
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
