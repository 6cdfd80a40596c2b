package fr.preau.hub.sms;

import fr.preau.bridge.sms.SmsProvider;
import fr.preau.bridge.sms.twilio.TwilioAccount;
import fr.preau.bridge.sms.twilio.TwilioAccount.Sender;
import fr.preau.bridge.sms.twilio.TwilioCallback;
import fr.preau.bridge.sms.twilio.TwilioSms;
import fr.preau.config.Secret;
import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Who carries SMS, and who may report on them.
 *
 * @param provider hands messages over
 * @param callback checks and reads its reports
 * @param sender as whom messages leave
 */
public record SmsGate(SmsProvider provider, TwilioCallback callback, String sender) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /**
     * As the settings have it; none where nobody carries SMS. The HTTP port must be known.
     *
     * @param sandbox the sandbox inside this hub, where it is open
     */
    public static Optional<SmsGate> open(Ground ground, Optional<SandboxAddress> sandbox) {
        return switch (ground.settings().sms().provider()) {
            case NONE -> Optional.empty();
            case TWILIO -> Optional.of(twilio(ground));
            case SANDBOX -> sandbox.map(address -> sandbox(ground, address));
        };
    }

    /**
     * How to get at the sandbox.
     *
     * @param hub the hub as it sees itself
     * @param path where the sandbox's Twilio begins
     * @param sid its one account
     * @param token that account's key
     */
    public record SandboxAddress(URI hub, String path, String sid, Secret token) {}

    private static SmsGate twilio(Ground ground) {
        Settings.Sms sms = ground.settings().sms();
        return gate(
                ground,
                sms.accountSid().orElseThrow(),
                sms.authToken().orElseThrow(),
                sender(sms).orElseThrow(),
                sms.baseUrl(),
                ground.settings().http().publicUrl());
    }

    private static SmsGate sandbox(Ground ground, SandboxAddress address) {
        return gate(
                ground,
                address.sid(),
                address.token(),
                sender(ground.settings().sms()).orElse(new Sender.From("PREAU")),
                Optional.of(address.hub().resolve(address.path())),
                address.hub());
    }

    private static SmsGate gate(
            Ground ground, String sid, Secret token, Sender sender, Optional<URI> baseUrl, URI reportsTo) {
        var limits = ground.settings().limits();
        var account = new TwilioAccount(
                sid,
                token,
                sender,
                baseUrl,
                Optional.of(reportsTo.resolve(SmsCallbackRoutes.PATH)),
                Duration.ofMinutes(ground.settings().sms().validityMinutes()),
                CONNECT_TIMEOUT,
                Duration.ofSeconds(limits.providerSeconds()),
                limits.deliveryBatch());
        var shown = switch (sender) {
            case Sender.Service(String service) -> service;
            case Sender.From(String value) -> value;
        };
        return new SmsGate(new TwilioSms(ground.vertx(), account), new TwilioCallback(token, reportsTo), shown);
    }

    private static Optional<Sender> sender(Settings.Sms sms) {
        return sms.messagingServiceSid()
                .<Sender>map(Sender.Service::new)
                .or(() -> sms.from().map(Sender.From::new));
    }
}
