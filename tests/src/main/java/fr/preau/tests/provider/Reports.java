package fr.preau.tests.provider;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reports "sent" and "delivered" of each message, each of them once or twice, in any order, up to some seconds late; again
 * and to another node where nobody takes it.
 */
final class Reports {
    private static final int LATEST_MILLIS = 3_000;
    private static final int RETRY_MILLIS = 500;

    private final Vertx vertx;
    private final Habits habits;
    private final Random random;
    private final HttpClient client;
    private int waiting;

    Reports(Vertx vertx, Habits habits, Random random) {
        this.vertx = vertx;
        this.habits = habits;
        this.random = random;
        this.client =
                vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(8).setMaxWaitQueueSize(1_000_000));
    }

    /** How many are still to be taken. */
    int waiting() {
        return waiting;
    }

    void follow(String id, String address) {
        for (String status : new String[] {"sent", "delivered"}) {
            int copies = 1 + random.nextInt(2);
            for (int copy = 0; copy < copies; copy++) {
                var form = new TreeMap<>(Map.of("MessageSid", id, "MessageStatus", status));
                waiting++;
                vertx.setTimer(1 + random.nextInt(LATEST_MILLIS), due -> report(address, form));
            }
        }
    }

    private void report(String address, Map<String, String> form) {
        int port = habits.hubs().get(random.nextInt(habits.hubs().size()));
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(address.substring(habits.publicUrl().length()))
                .setTimeout(5_000)
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("X-Twilio-Signature", sign(address, form));
        client.request(options)
                .compose(request -> request.send(Buffer.buffer(encode(form))))
                .compose(response -> response.end().map(ended -> response.statusCode()))
                .compose(status -> status < 300
                        ? Future.succeededFuture()
                        : Future.failedFuture(new IllegalStateException("answered " + status)))
                .onSuccess(taken -> waiting--)
                .onFailure(failure -> vertx.setTimer(RETRY_MILLIS, due -> report(address, form)));
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** HMAC-SHA1 over the address and the fields in the order of their names, as Twilio documents it. */
    private String sign(String address, Map<String, String> form) {
        var signed = new StringBuilder(address);
        form.forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(habits.token().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA1", e);
        }
    }
}
