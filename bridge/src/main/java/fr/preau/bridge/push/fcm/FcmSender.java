package fr.preau.bridge.push.fcm;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.push.Answers;
import fr.preau.bridge.push.PushDevice;
import fr.preau.bridge.push.PushMessage;
import fr.preau.bridge.push.PushSender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** FCM's HTTP v1 interface: a data message with an id and a category, one request a try. */
public final class FcmSender implements PushSender {
    private static final Duration SETTINGS_WAIT = Duration.ofMinutes(1);

    private final FcmAccount account;
    private final HttpClient client;
    private final FcmTokens tokens;

    /** Opens no connection yet. */
    public FcmSender(Vertx vertx, Clock clock, FcmAccount account) {
        this.account = account;
        boolean secure = "https".equals(account.api().getScheme());
        var options = new HttpClientOptions()
                .setConnectTimeout((int) account.connectTimeout().toMillis());
        this.client = vertx.httpClientBuilder()
                .with(secure ? options.setSsl(true).setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2) : options)
                .with(new PoolOptions().setHttp1MaxSize(account.connections()).setHttp2MaxSize(1))
                .build();
        this.tokens = new FcmTokens(vertx, clock, account, client);
    }

    @Override
    public String name() {
        return "fcm";
    }

    @Override
    public Future<Outcome> send(PushMessage message) {
        if (!(message.device() instanceof PushDevice.App app)) {
            throw new IllegalArgumentException("no app: " + message.device());
        }
        return tokens.token()
                .transform(token -> token.failed()
                        ? Future.succeededFuture(noToken(token.cause()))
                        : exchange(message, app, token.result())
                                .otherwise(lost -> new Outcome.RetryLater(Duration.ZERO, Failure.NO_CONNECTION, 0)));
    }

    private Future<Outcome> exchange(PushMessage message, PushDevice.App app, String token) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(account.api() + "/v1/projects/" + account.project() + "/messages:send")
                .setConnectTimeout(account.connectTimeout().toMillis())
                .setFollowRedirects(false)
                .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        return client.request(options)
                .compose(request -> exchange(request, body(message, app)))
                .onSuccess(outcome -> forgetIfRefused(outcome, token));
    }

    private Future<Outcome> exchange(HttpClientRequest request, JsonObject body) {
        return request.send(body.toBuffer())
                .compose(response -> Answers.body(response).map(answer -> outcome(response, answer)))
                .timeout(account.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(lost -> request.reset());
    }

    private static JsonObject body(PushMessage message, PushDevice.App app) {
        var android = new JsonObject()
                .put("priority", message.pressing() ? "HIGH" : "NORMAL")
                .put("ttl", message.life().toSeconds() + "s")
                .put("collapse_key", message.topic());
        var data = new JsonObject().put("id", message.id()).put("category", message.category());
        return new JsonObject()
                .put(
                        "message",
                        new JsonObject()
                                .put("token", app.token())
                                .put("data", data)
                                .put("android", android));
    }

    private void forgetIfRefused(Outcome outcome, String token) {
        if (outcome instanceof Outcome.RetryLater later && later.code() == 401) {
            tokens.forget(token);
        }
    }

    private static Outcome noToken(Throwable cause) {
        return cause instanceof FcmTokens.Refused refused && refused.status() < 500
                ? new Outcome.RetryLater(SETTINGS_WAIT, Failure.ACCOUNT, refused.status())
                : new Outcome.RetryLater(Duration.ZERO, Failure.NO_CONNECTION, 0);
    }

    /** 404 says that the app is gone (UNREGISTERED), unless it is the project that is unknown. */
    private static Outcome outcome(HttpClientResponse response, Buffer body) {
        int status = response.statusCode();
        return switch (status) {
            case 200 -> new Outcome.Accepted(name(body), 1);
            case 404 ->
                body.toString().contains("UNREGISTERED")
                        ? new Outcome.Rejected(Failure.GONE, status)
                        : new Outcome.RetryLater(SETTINGS_WAIT, Failure.ACCOUNT, status);
            case 401 -> new Outcome.RetryLater(Duration.ofSeconds(1), Failure.ACCOUNT, status);
            case 403 ->
                body.toString().contains("SENDER_ID_MISMATCH")
                        ? new Outcome.Rejected(Failure.ACCOUNT, status)
                        : new Outcome.RetryLater(SETTINGS_WAIT, Failure.ACCOUNT, status);
            case 429 -> later(response);
            default -> status >= 500 ? later(response) : new Outcome.Rejected(Failure.OTHER, status);
        };
    }

    private static Outcome later(HttpClientResponse response) {
        return new Outcome.RetryLater(
                Answers.wait(response.getHeader(HttpHeaders.RETRY_AFTER)), Failure.BUSY, response.statusCode());
    }

    private static String name(Buffer body) {
        try {
            var name = body.toJsonObject().getString("name", "");
            return name.substring(name.lastIndexOf('/') + 1);
        } catch (DecodeException | ClassCastException unreadable) {
            return "";
        }
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }
}
