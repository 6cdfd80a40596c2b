package fr.preau.hub.sandbox;

import fr.preau.channels.reach.Route;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The push service of the imaginary devices (RFC 8030), and the browser behind it that decrypts. */
final class PushServiceRoutes {
    /** Where it begins; the device's id follows. */
    static final String PATH = "/sandbox/push/service/";

    private static final int MOST_BYTES = 4_096;

    private final Ground ground;
    private final Devices devices;
    private final Faults faults;

    PushServiceRoutes(Ground ground, Devices devices, Faults faults) {
        this.ground = ground;
        this.devices = devices;
        this.faults = faults;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.open("sandboxPush", HttpMethod.POST, PATH + "{device}", this::take));
    }

    private Future<Reply> take(Exchange x) {
        var id = x.path("device");
        var key = devices.key(id);
        if (key.isEmpty()) {
            return answer(410, "this subscription has ended");
        }
        var fault = faults.next(Route.PUSH, id);
        return switch (fault) {
            case BUSY -> answer(429, "too many requests").map(reply -> reply.with("Retry-After", "1"));
            case UNAVAILABLE -> answer(503, "no service at the moment");
            case BROKEN -> answer(500, "something broke");
            case KEY_REFUSED -> answer(403, "another key");
            case ENDED -> {
                devices.remove(id);
                yield answer(410, "this subscription has ended");
            }
            case SILENT ->
                deliver(x, id, key.get())
                        .compose(taken -> Promise.<Reply>promise().future());
            default -> deliver(x, id, key.get());
        };
    }

    private Future<Reply> deliver(Exchange x, String id, ReceivingKey key) {
        var body = x.rawBody().getBytes();
        if (body.length > MOST_BYTES) {
            return answer(413, "more than 4096 bytes");
        }
        var ttl = x.header("TTL");
        if (ttl == null || !ttl.matches("[0-9]{1,8}")) {
            return answer(400, "TTL is missing");
        }
        if (!"aes128gcm".equals(x.header("Content-Encoding"))) {
            return answer(415, "aes128gcm only");
        }
        var authorization = x.header("Authorization");
        if (authorization == null || !authorization.startsWith("vapid ")) {
            return answer(401, "no VAPID key");
        }
        var topic = word(x.header("Topic"));
        var urgency = word(x.header("Urgency"));
        return ground.vertx()
                .executeBlocking(() -> notice(key.decrypt(body), topic, urgency, Integer.parseInt(ttl)), false)
                .onSuccess(notice -> devices.got(id, notice))
                .map(notice -> new Reply(201, null, "text/plain", Map.of("Location", PATH + "message/" + notice.id())))
                .recover(failure -> failure instanceof GeneralSecurityException || failure instanceof RuntimeException
                        ? answer(400, "cannot be decrypted")
                        : Future.failedFuture(failure));
    }

    private Devices.Notice notice(byte[] message, String topic, String urgency, int ttl) {
        var json = new JsonObject(new String(message, StandardCharsets.UTF_8));
        var id = new byte[8];
        ground.random().nextBytes(id);
        return new Devices.Notice(
                HexFormat.of().formatHex(id),
                ground.clock().instant(),
                UUID.fromString(json.getString("id")),
                json.getString("category", ""),
                topic,
                urgency,
                ttl);
    }

    private static String word(@Nullable String header) {
        return header == null || header.length() > 40 ? "" : header;
    }

    private static Future<Reply> answer(int status, String words) {
        return Future.succeededFuture(Reply.json(status, Map.of("reason", words)));
    }
}
