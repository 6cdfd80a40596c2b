package fr.preau.hub.sms;

import fr.preau.bridge.Report;
import fr.preau.bridge.sms.SmsInbound;
import fr.preau.bridge.sms.smpp.SmppAccount;
import fr.preau.bridge.sms.smpp.SmppAccount.LongMessages;
import fr.preau.bridge.sms.smpp.SmppSide;
import fr.preau.bridge.sms.smpp.SmppSms;
import fr.preau.bridge.sms.smpp.SmsPart;
import fr.preau.config.Settings.SecondProvider;
import fr.preau.config.Settings.SecondSms;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The second provider, over SMPP, and what comes in by it. */
final class SmppDoor implements SmppSide {
    /** The provider's name in rows and metrics. */
    static final String NAME = "smpp";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ENQUIRE_EVERY = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofDays(3);

    /** How long a part waits for the rest: a telephone that was switched off meanwhile goes on sending. */
    private static final Duration PARTS_KEPT = Duration.ofHours(12);

    /** SMPP 3.4 has no ids for messages that come in; the same text within this time is the same message. */
    private static final long SAME_SECONDS = 600;

    private final Ground ground;
    private final SecondSms settings;
    private final Inbound inbound;
    private final ReceiptStore receipts;
    private final PartStore parts;
    private final Reports reports;
    private final SmppSms provider;

    private SmppDoor(Ground ground, SecondSms settings, Inbound inbound) {
        this.ground = ground;
        this.settings = settings;
        this.inbound = inbound;
        this.receipts = new ReceiptStore(ground.pool(), NAME);
        this.parts = new PartStore(ground.pool());
        this.reports = new Reports(ground, NAME);
        this.provider = new SmppSms(ground.vertx(), account(), this, ground.random());
    }

    /** As the settings have it; none where there is no second provider. Begins to bind at once. */
    static Optional<SmppDoor> open(Ground ground, Inbound inbound) {
        var settings = ground.settings().sms().second();
        return settings.provider() == SecondProvider.SMPP
                ? Optional.of(new SmppDoor(ground, settings, inbound))
                : Optional.empty();
    }

    private SmppAccount account() {
        var limits = ground.settings().limits();
        return new SmppAccount(
                NAME,
                settings.host().orElseThrow(),
                settings.port(),
                settings.tls(),
                settings.systemId().orElseThrow(),
                settings.password().orElseThrow(),
                sender(),
                switch (settings.longMessages()) {
                    case PAYLOAD -> LongMessages.PAYLOAD;
                    case PARTS -> LongMessages.PARTS;
                },
                Duration.ofMinutes(ground.settings().sms().validityMinutes()),
                CONNECT_TIMEOUT,
                Duration.ofSeconds(limits.providerSeconds()),
                ENQUIRE_EVERY,
                settings.window());
    }

    SmppSms provider() {
        return provider;
    }

    String sender() {
        return settings.sourceAddress().orElseThrow();
    }

    int perSecond() {
        return settings.perSecond();
    }

    @Override
    public Future<Void> report(Report report) {
        return receipts.keep(report, ground.clock().instant())
                .compose(kept -> settle(Optional.of(report.providerId())));
    }

    @Override
    public Future<Void> inbound(SmsInbound message) {
        long when = ground.clock().instant().getEpochSecond() / SAME_SECONDS;
        return inbound.receive(
                NAME,
                new SmsInbound(
                        message.id() + "-" + when, message.from(), message.to(), message.text(), message.wish()));
    }

    /** Taken before its parts are forgotten: what fails between the two comes again and is the same message. */
    @Override
    public Future<Void> part(SmsPart part) {
        var now = ground.clock().instant();
        return parts.keep(part, now, now.minus(PARTS_KEPT))
                .compose(whole -> whole.isEmpty()
                        ? Future.succeededFuture()
                        : inbound(part.whole(whole.get())).compose(taken -> parts.taken(part)));
    }

    /** Settles receipts that were faster than the answer to their request, and forgets what nobody asked for or ended. */
    Future<Void> sweep() {
        return settle(Optional.empty())
                .compose(settled -> receipts.forget(ground.clock().instant().minus(KEPT)))
                .compose(forgotten -> parts.forget(ground.clock().instant().minus(PARTS_KEPT)));
    }

    private Future<Void> settle(Optional<String> providerId) {
        return receipts.known(providerId).compose(this::noteAll);
    }

    private Future<Void> noteAll(List<ReceiptStore.Known> known) {
        Future<Void> noted = Future.succeededFuture();
        for (var one : known) {
            noted = noted.compose(before -> reports.note(one.delivery(), one.attempt(), one.report()))
                    .compose(effect -> receipts.done(one.report()));
        }
        return noted;
    }
}
