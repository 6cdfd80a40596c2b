package fr.preau.hub.reach;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.channels.reach.Breaker;
import fr.preau.channels.reach.BreakerNews;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all nodes how a provider fares. Good news of one that is known to work is not written down, so that a provider's row
 * is not changed thousands of times for nothing. Belongs to one event loop.
 */
final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final Carrier carrier;
    private final GateStore gates;
    private BreakerNews news = BreakerNews.NONE;
    private Breaker known = Breaker.CLOSED;

    Health(Carrier carrier, GateStore gates) {
        this.carrier = carrier;
        this.gates = gates;
    }

    /** What a claim saw. */
    void saw(Breaker breaker) {
        known = breaker;
    }

    void heard(Outcome outcome) {
        news = switch (outcome) {
            case Outcome.RetryLater later -> failed(later.failure(), later.code(), later.after());
            case Outcome.Rejected(Failure failure, int code) ->
                failure == Failure.ACCOUNT ? failed(failure, code, Duration.ZERO) : news.andWorked();
            case Outcome.Unknown unknown -> news.andFailed(Duration.ZERO);
            case Outcome.Accepted accepted -> news.andWorked();
        };
    }

    private BreakerNews failed(Failure failure, int code, Duration asked) {
        if (failure == Failure.ACCOUNT && known.failures() == 0 && news.failures() == 0) {
            LOG.warn(
                    "{} refuses this account or its settings, code {}: check {}.*",
                    carrier.name(),
                    code,
                    carrier.route().code());
        }
        return news.andFailed(asked);
    }

    /** Writes down what changes something; never fails, as what came of a try must be written whatever happens here. */
    Future<Void> tell(Instant now) {
        var told = news;
        news = BreakerNews.NONE;
        if (told.failures() == 0 && known.failures() == 0) {
            return Future.succeededFuture();
        }
        return gates.change(before -> told.on(before, now))
                .onSuccess(this::saw)
                .onFailure(
                        failure -> LOG.warn("how {} fares cannot be written: {}", carrier.name(), failure.toString()))
                .otherwiseEmpty()
                .mapEmpty();
    }
}
