package fr.preau.hub.push;

import fr.preau.bridge.push.PushSender;
import fr.preau.bridge.push.apns.ApnsAccount;
import fr.preau.bridge.push.apns.ApnsSender;
import fr.preau.bridge.push.fcm.FcmAccount;
import fr.preau.bridge.push.fcm.FcmSender;
import fr.preau.bridge.push.web.PushServices;
import fr.preau.bridge.push.web.WebPushAccount;
import fr.preau.bridge.push.web.WebPushSender;
import fr.preau.config.Settings;
import fr.preau.config.Settings.PushProvider;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.SigningKey;
import fr.preau.hub.ground.StartFailure;
import fr.preau.hub.push.Subscription.Kind;
import fr.preau.hub.reach.Carrier;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Push, put together as the settings have it. */
public final class Push {
    private static final Logger LOG = LoggerFactory.getLogger(Push.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final long HOUR_MILLIS = 3_600_000;

    private final Ground ground;
    private final PushServices services;
    private final String key;
    private final Map<Kind, PushSender> senders = new EnumMap<>(Kind.class);

    private Push(Ground ground, PushServices services) {
        Settings.Push settings = ground.settings().push();
        this.ground = ground;
        this.services = services;
        if (settings.provider() == PushProvider.NONE) {
            this.key = "";
            return;
        }
        var pair = SigningKey.open(settings.keyFile(), "push.keyFile", "each browser then has to agree anew");
        this.key = Base64.getUrlEncoder().withoutPadding().encodeToString(point(pair.open()));
        senders.put(Kind.WEBPUSH, new WebPushSender(ground.vertx(), ground.clock(), web(pair)));
        settings.apns().ifPresent(apns -> senders.put(Kind.APNS, apns(apns)));
        settings.fcm().ifPresent(fcm -> senders.put(Kind.FCM, fcm(fcm)));
        var subscriptions = new SubscriptionStore(ground.pool());
        ground.vertx().setPeriodic(HOUR_MILLIS, tick -> purge(subscriptions));
    }

    /**
     * Reads the keys, or makes one at the first start. Blocks for a moment. The HTTP port must be known.
     *
     * @param sandbox where the sandbox listens, if it is open
     * @throws StartFailure where a key cannot be had
     */
    public static Push open(Ground ground, Optional<URI> sandbox) {
        Settings.Push settings = ground.settings().push();
        boolean imaginary = settings.provider() == PushProvider.SANDBOX;
        return new Push(ground, new PushServices(settings.services(), imaginary ? sandbox : Optional.empty()));
    }

    /** The public half of the key that browsers subscribe with; empty where nobody carries pushes. */
    public String key() {
        return key;
    }

    /** The one that carries pushes; none where the settings name nobody. */
    public List<Carrier> carriers() {
        return senders.isEmpty() ? List.of() : List.of(new PushCarrier(ground, senders));
    }

    public List<Endpoint> endpoints() {
        return new PushRoutes(ground, key, services, senders.keySet()).endpoints();
    }

    private WebPushAccount web(SigningKey pair) {
        Settings.Push settings = ground.settings().push();
        var host = ground.settings().http().publicUrl().getHost();
        return new WebPushAccount(
                pair.secret(),
                pair.open(),
                settings.contact().isEmpty() ? "https://" + host : settings.contact(),
                services,
                CONNECT_TIMEOUT,
                patience(),
                connections());
    }

    private PushSender apns(Settings.Apns apns) {
        try {
            return ApnsSender.open(
                    ground.vertx(),
                    ground.clock(),
                    new ApnsAccount(
                            apns.development() ? ApnsAccount.DEVELOPMENT : ApnsAccount.PRODUCTION,
                            443,
                            apns.keyFile(),
                            apns.keyId(),
                            apns.teamId(),
                            apns.topic(),
                            patience(),
                            Optional.empty()));
        } catch (IllegalArgumentException e) {
            throw new StartFailure(e.getMessage() + ": check push.apns.keyFile.", e);
        }
    }

    private PushSender fcm(Settings.Fcm fcm) {
        try {
            var account = FcmAccount.read(
                    fcm.serviceAccountFile(), FcmAccount.API, CONNECT_TIMEOUT, patience(), connections());
            return new FcmSender(ground.vertx(), ground.clock(), account);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(e.getMessage() + ": check push.fcm.serviceAccountFile.", e);
        }
    }

    private Duration patience() {
        return Duration.ofSeconds(ground.settings().limits().providerSeconds());
    }

    private int connections() {
        return ground.settings().limits().deliveryBatch();
    }

    private void purge(SubscriptionStore subscriptions) {
        Future<Void> purged = subscriptions.purge(ground.clock().instant());
        purged.onFailure(lost -> LOG.warn("old push subscriptions were not removed: {}", lost.toString()));
    }

    /** The point as browsers want it: 4, x and y, 65 bytes. */
    private static byte[] point(ECPublicKey open) {
        var bytes = new byte[65];
        bytes[0] = 4;
        put(open.getW().getAffineX(), bytes, 1);
        put(open.getW().getAffineY(), bytes, 33);
        return bytes;
    }

    private static void put(BigInteger number, byte[] into, int at) {
        var bytes = number.toByteArray();
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, into, at + 32 - length, length);
    }
}
