package fr.preau.hub.email;

import fr.preau.bridge.Report;
import fr.preau.bridge.email.FeedbackReport;
import fr.preau.bridge.email.InboundMail;
import fr.preau.bridge.email.SmtpReply;
import fr.preau.hub.email.SentStore.Sent;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Who calls an e-mail of ours unwanted gets no more to that mailbox (RFC 5965). A report counts only with the token of an
 * e-mail that we sent: whoever else writes one stops nobody's e-mail.
 */
final class Complaints {
    private static final SmtpReply NO_REPORT = new SmtpReply(
            554, "5.6.0 Seuls les rapports RFC 5965 sont lus ici / only RFC 5965 feedback reports are read here");

    private final Ground ground;
    private final SentStore sentStore;
    private final BounceStore store;
    private final SentReports reports;

    Complaints(Ground ground, String provider) {
        this.ground = ground;
        this.sentStore = new SentStore(ground.pool());
        this.store = new BounceStore(ground.pool());
        this.reports = new SentReports(ground, provider);
    }

    /** Takes what came to the address for complaints; one that names no e-mail of ours is taken and forgotten. */
    Future<SmtpReply> take(InboundMail mail) {
        return mail.feedback()
                .map(report -> MailPlan.traced(report)
                        .map(token -> sentStore.find(token, ground.clock().instant()))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                        .compose(found -> found.map(sent -> take(sent, report))
                                .orElseGet(() -> Future.succeededFuture(SmtpReply.OK))))
                .orElseGet(() -> Future.succeededFuture(NO_REPORT));
    }

    /** Takes a report on {@code sent}; who complains has got the e-mail. Other kinds of feedback change nothing. */
    Future<SmtpReply> take(Sent sent, FeedbackReport report) {
        if (!report.complaint()) {
            return Future.succeededFuture(SmtpReply.OK);
        }
        return store.giveUp(sent.address(), "complaint", 0, ground.clock().instant())
                .compose(stopped -> reports.tell(sent, "complaint", Report.Stage.DELIVERED, Optional.empty(), 0))
                .map(SmtpReply.OK);
    }
}
