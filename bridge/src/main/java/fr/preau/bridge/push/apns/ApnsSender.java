package fr.preau.bridge.push.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.push.PushDevice;
import fr.preau.bridge.push.PushMessage;
import fr.preau.bridge.push.PushSender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Apple's push service over HTTP/2, with a signing key. */
public final class ApnsSender implements PushSender {
    private static final Duration SETTINGS_WAIT = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Clock clock;
    private final ApnsAccount account;
    private final ApnsClient client;

    private ApnsSender(Vertx vertx, Clock clock, ApnsAccount account, ApnsClient client) {
        this.vertx = vertx;
        this.clock = clock;
        this.account = account;
        this.client = client;
    }

    /**
     * Reads the key; opens no connection yet. Blocks for a moment.
     *
     * @throws IllegalArgumentException where the key file cannot be read or holds no such key
     */
    public static ApnsSender open(Vertx vertx, Clock clock, ApnsAccount account) {
        try {
            var builder = new ApnsClientBuilder()
                    .setApnsServer(account.host(), account.port())
                    .setSigningKey(ApnsSigningKey.loadFromPkcs8File(
                            account.keyFile().toFile(), account.teamId(), account.keyId()));
            account.trusted().ifPresent(own -> builder.setTrustedServerCertificateChain(own.toFile()));
            return new ApnsSender(vertx, clock, account, builder.build());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException(account.keyFile() + " holds no key of Apple's (.p8)", e);
        }
    }

    @Override
    public String name() {
        return "apns";
    }

    @Override
    public Future<Outcome> send(PushMessage message) {
        if (!(message.device() instanceof PushDevice.App app)) {
            throw new IllegalArgumentException("no app: " + message.device());
        }
        var sent = client.sendNotification(new SimpleApnsPushNotification(
                app.token(),
                account.topic(),
                payload(message),
                clock.instant().plus(message.life()),
                message.pressing() ? DeliveryPriority.IMMEDIATE : DeliveryPriority.CONSERVE_POWER,
                PushType.ALERT,
                message.topic()));
        return Future.fromCompletionStage(sent, vertx.getOrCreateContext())
                .timeout(account.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .map(ApnsSender::outcome)
                .otherwise(lost -> new Outcome.RetryLater(Duration.ZERO, Failure.NO_CONNECTION, 0));
    }

    /** The app shows its own words for the category, or fetches the title before it shows anything (mutable-content). */
    private static String payload(PushMessage message) {
        var alert = new JsonObject().put("loc-key", "push." + message.category());
        return new JsonObject(new String(message.payload(), StandardCharsets.UTF_8))
                .put("aps", new JsonObject().put("alert", alert).put("mutable-content", 1))
                .encode();
    }

    private static Outcome outcome(PushNotificationResponse<SimpleApnsPushNotification> answer) {
        int status = answer.getStatusCode();
        if (answer.isAccepted()) {
            return new Outcome.Accepted(answer.getApnsId().toString(), 1);
        }
        return switch (status) {
            case 404, 410 -> new Outcome.Rejected(Failure.GONE, status);
            case 413 -> new Outcome.Rejected(Failure.TOO_BIG, status);
            case 403 -> new Outcome.RetryLater(SETTINGS_WAIT, Failure.ACCOUNT, status);
            case 429 -> new Outcome.RetryLater(Duration.ZERO, Failure.BUSY, status);
            case 400 -> new Outcome.Rejected(reason(answer.getRejectionReason().orElse("")), status);
            default ->
                status >= 500
                        ? new Outcome.RetryLater(Duration.ZERO, Failure.BUSY, status)
                        : new Outcome.Rejected(Failure.OTHER, status);
        };
    }

    private static Failure reason(String word) {
        return switch (word) {
            case "BadDeviceToken", "DeviceTokenNotForTopic", "MissingDeviceToken" -> Failure.BAD_ADDRESS;
            case "BadTopic", "MissingTopic", "TopicDisallowed", "BadCertificate" -> Failure.ACCOUNT;
            default -> Failure.OTHER;
        };
    }

    @Override
    public Future<Void> close() {
        return Future.fromCompletionStage(client.close(), vertx.getOrCreateContext());
    }
}
