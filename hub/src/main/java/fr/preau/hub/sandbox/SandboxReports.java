package fr.preau.hub.sandbox;

import fr.preau.config.Secret;
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
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports to the address that came with a message, signed as Twilio signs. */
final class SandboxReports {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxReports.class);
    private static final long SENT_MILLIS = 150;
    private static final long DELIVERED_MILLIS = 500;
    private static final long LATE_MILLIS = 3_000;

    private final Vertx vertx;
    private final Secret token;
    private final HttpClient client;

    SandboxReports(Vertx vertx, Secret token) {
        this.vertx = vertx;
        this.token = token;
        this.client =
                vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(16).setMaxWaitQueueSize(100_000));
    }

    /** Reports how the message fared, over the next half second. */
    void follow(Fault fault, String id, String address) {
        switch (fault) {
            case UNREPORTED -> {}
            case UNREACHABLE -> course(id, address, "undelivered", 30003);
            case LANDLINE -> course(id, address, "undelivered", 30006);
            case MUDDLED -> muddled(id, address);
            case LATE -> late(id, address);
            default -> course(id, address, "delivered", 0);
        }
    }

    private void course(String id, String address, String end, int code) {
        later(SENT_MILLIS, address, form(id, "sent", 0));
        later(DELIVERED_MILLIS, address, form(id, end, code));
    }

    private void late(String id, String address) {
        later(LATE_MILLIS, address, form(id, "sent", 0));
        later(2 * LATE_MILLIS, address, form(id, "delivered", 0));
    }

    private void muddled(String id, String address) {
        for (int copy = 0; copy < 2; copy++) {
            later(SENT_MILLIS, address, form(id, "delivered", 0));
            later(DELIVERED_MILLIS, address, form(id, "sent", 0));
        }
    }

    private static Map<String, String> form(String id, String status, int code) {
        var form = new TreeMap<>(Map.of("MessageSid", id, "SmsSid", id, "MessageStatus", status, "SmsStatus", status));
        if (code > 0) {
            form.put("ErrorCode", Integer.toString(code));
        }
        return form;
    }

    private void later(long millis, String address, Map<String, String> form) {
        vertx.setTimer(millis, due -> report(address, form));
    }

    private void report(String address, Map<String, String> form) {
        post(address, form)
                .onSuccess(status -> {
                    if (status >= 300) {
                        LOG.warn("a report of the sandbox was answered with {}", status);
                    }
                })
                .onFailure(failure -> LOG.warn("a report of the sandbox did not arrive: {}", failure.toString()));
    }

    /** Calls the hub back with these fields, genuinely signed; the status that it answers. */
    Future<Integer> post(String address, Map<String, String> form) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(address)
                .setTimeout(10_000)
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("X-Twilio-Signature", sign(token, address, form));
        return client.request(options)
                .compose(request -> request.send(Buffer.buffer(encode(form))))
                .compose(response -> response.end().map(ended -> response.statusCode()));
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** HMAC-SHA1 over the address and the fields in the order of their names, as Twilio documents it. */
    static String sign(Secret token, String address, Map<String, String> form) {
        var signed = new StringBuilder(address);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.value().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA1", e);
        }
    }
}
