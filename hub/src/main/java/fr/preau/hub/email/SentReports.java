package fr.preau.hub.email;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Report;
import fr.preau.hub.email.SentStore.Sent;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.ReportStore;
import io.vertx.core.Future;
import java.util.Optional;

/** What is learnt of an e-mail goes for each delivery that it was for. */
final class SentReports {
    private final Ground ground;
    private final SentStore sentStore;
    private final ReportStore reports;

    SentReports(Ground ground, String provider) {
        this.ground = ground;
        this.sentStore = new SentStore(ground.pool());
        this.reports = new ReportStore(ground, provider);
    }

    /**
     * Reports once for each delivery; the same again changes nothing.
     *
     * @param source a word that tells this way of learning from others
     */
    Future<Void> tell(Sent sent, String source, Report.Stage stage, Optional<Failure> failure, int code) {
        var now = ground.clock().instant();
        return sentStore
                .deliveries(sent.token())
                .compose(all -> Future.all(all.stream()
                        .map(one -> reports.report(
                                one.delivery(),
                                one.attempt(),
                                new Report(source + "." + one.delivery(), stage, failure, code),
                                now))
                        .toList()))
                .mapEmpty();
    }
}
