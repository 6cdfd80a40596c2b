package fr.preau.hub.sms;

import fr.preau.channels.problem.Problem;
import fr.preau.hub.audit.Audit;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses callbacks that the provider did not sign. Each is counted; the audit gets one a minute of each kind, so that a
 * flood of them does not become a flood there. Safe for all event loops.
 */
final class Forgeries {
    private static final Logger LOG = LoggerFactory.getLogger(Forgeries.class);
    private static final Duration ONCE_IN = Duration.ofMinutes(1);

    private final Ground ground;
    private final Audit audit;
    private final String provider;
    private final Map<String, Instant> noted = new HashMap<>();

    Forgeries(Ground ground, String provider) {
        this.ground = ground;
        this.audit = new Audit(ground);
        this.provider = provider;
    }

    /** The refusal of a callback of this operation. */
    Future<Reply> refuse(String operation) {
        ground.meters()
                .counter("preau.callbacks.refused", "operation", operation)
                .increment();
        Future<Void> written = due(operation) ? write(operation) : Future.succeededFuture();
        return written.transform(done -> Future.failedFuture(new Refused(Problem.BAD_SIGNATURE)));
    }

    private synchronized boolean due(String operation) {
        var now = ground.clock().instant();
        var last = noted.get(operation);
        if (last != null && now.isBefore(last.plus(ONCE_IN))) {
            return false;
        }
        noted.put(operation, now);
        return true;
    }

    private Future<Void> write(String operation) {
        return ground.pool()
                .<Void>withTransaction(transaction -> audit.record(
                        transaction,
                        Optional.empty(),
                        "callback_refused",
                        "provider",
                        provider,
                        Map.of("operation", operation)))
                .onFailure(failure -> LOG.warn("a forged callback is not in the audit: {}", failure.toString()));
    }
}
