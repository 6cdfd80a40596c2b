package fr.preau.hub.email;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Report;
import fr.preau.bridge.email.DeliveryReport;
import fr.preau.bridge.email.InboundMail;
import fr.preau.bridge.email.SmtpReply;
import fr.preau.channels.reach.BounceRule;
import fr.preau.hub.email.SentStore.Sent;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Optional;

/**
 * What servers say of e-mail that did not arrive (RFC 3464): it settles the delivery, and a mailbox that does not exist, or
 * gives back again and again, is not used any more.
 */
final class Bounces {
    private final Ground ground;
    private final BounceStore store;
    private final SentReports reports;
    private final BounceRule rule = BounceRule.STANDARD;

    Bounces(Ground ground, String provider) {
        this.ground = ground;
        this.store = new BounceStore(ground.pool());
        this.reports = new SentReports(ground, provider);
    }

    /** Takes what came back for {@code sent}; anything that is no report is taken and forgotten. */
    Future<SmtpReply> take(Sent sent, InboundMail mail) {
        Future<Void> done = mail.reports().stream()
                .filter(report -> report.failed() && report.status().kind() != 2)
                .findFirst()
                .map(report -> failed(sent, report))
                .orElseGet(Future::succeededFuture);
        return done.map(SmtpReply.OK);
    }

    private Future<Void> failed(Sent sent, DeliveryReport report) {
        var now = ground.clock().instant();
        var failure = report.status().failure();
        boolean forGood = report.status().kind() == 5 && failure.suppresses();
        int status = report.status().code();
        return store.note(sent, forGood, status, now, now.minus(rule.within()))
                .compose(noted -> noted.fresh()
                        ? undelivered(sent, failure, forGood, status)
                                .compose(told -> !forGood && rule.givesUp(false, noted.recent())
                                        ? store.giveUp(
                                                sent.address(), failure.name().toLowerCase(Locale.ROOT), status, now)
                                        : Future.succeededFuture())
                        : Future.succeededFuture());
    }

    /** The store of reports itself gives up an address where the failure says so. */
    private Future<Void> undelivered(Sent sent, Failure failure, boolean forGood, int status) {
        var told = forGood || !failure.suppresses() ? failure : Failure.UNREACHABLE;
        return reports.tell(sent, "bounce", Report.Stage.UNDELIVERED, Optional.of(told), status);
    }
}
