package fr.preau.bridge.sms.twilio;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.bridge.sms.SmsProvider;
import fr.preau.bridge.sms.twilio.TwilioDialect.Worded;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Twilio over one HTTP request a try.
 *
 * <p>Until a connection is there nothing was written, so a failure means {@link Outcome.RetryLater}. From then on a
 * failure without an answer means {@link Outcome.Unknown}: the message may be on its way.
 */
public final class TwilioSms implements SmsProvider {
    private static final int ANSWER_LIMIT = 64 * 1024;

    /** Shorter than a provider's own, so that it does not close a connection on which we are about to write. */
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final TwilioAccount account;
    private final TwilioDialect dialect;
    private final HttpClient client;

    /** Opens no connection yet. */
    public TwilioSms(Vertx vertx, TwilioAccount account) {
        this.account = account;
        this.dialect = new TwilioDialect(account);
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout((int) account.connectTimeout().toMillis())
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS))
                .with(new PoolOptions().setHttp1MaxSize(account.connections()))
                .build();
    }

    @Override
    public String name() {
        return "twilio";
    }

    @Override
    public Future<Outcome> send(SmsMessage message) {
        var worded = dialect.word(message);
        return client.request(options(worded))
                .transform(connection -> connection.succeeded()
                        ? exchange(message, worded, connection.result())
                        : Future.succeededFuture(notWritten()));
    }

    private RequestOptions options(Worded worded) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(worded.url().toString())
                .setConnectTimeout(account.connectTimeout().toMillis())
                .setFollowRedirects(false)
                .putHeader(HttpHeaders.AUTHORIZATION, worded.authorization())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded")
                .putHeader(HttpHeaders.ACCEPT, "application/json");
    }

    private Future<Outcome> exchange(SmsMessage message, Worded worded, HttpClientRequest request) {
        return request.send(Buffer.buffer(worded.form()))
                .compose(response -> body(response)
                        .map(body -> new Answer(
                                response.statusCode(), body.toString(), response.getHeader(HttpHeaders.RETRY_AFTER))))
                .timeout(account.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .map(answer -> TwilioAnswers.outcome(dialect, message, answer))
                .onFailure(failure -> request.reset())
                .recover(failure -> Future.succeededFuture(
                        new Outcome.Unknown("no answer: " + failure.getClass().getSimpleName())));
    }

    /** An answer of Twilio's is about 1 kB; whatever is longer comes from somebody else. */
    private static Future<Buffer> body(HttpClientResponse response) {
        var body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() <= ANSWER_LIMIT) {
                body.appendBuffer(chunk);
            }
        });
        return response.end().map(ended -> body.length() > ANSWER_LIMIT ? Buffer.buffer() : body);
    }

    private static Outcome notWritten() {
        return new Outcome.RetryLater(Duration.ZERO, Failure.NO_CONNECTION, 0);
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }
}
