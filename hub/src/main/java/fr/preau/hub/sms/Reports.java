package fr.preau.hub.sms;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Report;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.ReportStore;
import fr.preau.hub.reach.ReportStore.Effect;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;

/** What follows from a provider's report: the delivery moves on, and a telephone out of reach gets one later try. */
final class Reports {
    /** Long enough for a telephone to be charged or to come out of the underground. */
    private static final Duration UNREACHABLE_WAIT = Duration.ofMinutes(30);

    private final Ground ground;
    private final ReportStore store;

    Reports(Ground ground, String provider) {
        this.ground = ground;
        this.store = new ReportStore(ground, provider);
    }

    /** Notes a report of this try; one that was noted before changes nothing. */
    Future<Effect> note(long delivery, int attempt, Report report) {
        var now = ground.clock().instant();
        return store.report(delivery, attempt, report, now)
                .compose(effect -> effect == Effect.MOVED
                        ? followUp(delivery, report, now).map(effect)
                        : Future.succeededFuture(effect));
    }

    private Future<Void> followUp(long delivery, Report report, Instant now) {
        return report.failure().filter(Failure.UNREACHABLE::equals).isEmpty()
                ? Future.succeededFuture()
                : store.oneMore(delivery, now.plus(UNREACHABLE_WAIT), now);
    }
}
