package fr.preau.bridge.push.web;

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
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Web Push over one HTTP request a try: HTTP/2 where it is offered, no redirects, only to known push services. */
public final class WebPushSender implements PushSender {
    private static final int KEEP_ALIVE_SECONDS = 60;

    private final Vertx vertx;
    private final WebPushAccount account;
    private final Sealing sealing;
    private final HostAddresses addresses;
    private final HttpClient outside;
    private final HttpClient own;

    /** Opens no connection yet. */
    public WebPushSender(Vertx vertx, Clock clock, WebPushAccount account) {
        this(vertx, clock, account, InetAddress::getAllByName);
    }

    WebPushSender(Vertx vertx, Clock clock, WebPushAccount account, HostAddresses.Lookup lookup) {
        this.vertx = vertx;
        this.account = account;
        this.sealing = new Sealing(account, clock);
        this.addresses = new HostAddresses(vertx, lookup);
        this.outside = client(options()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS));
        this.own = client(options());
    }

    private HttpClientOptions options() {
        return new HttpClientOptions()
                .setConnectTimeout((int) account.connectTimeout().toMillis())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
    }

    private HttpClient client(HttpClientOptions options) {
        return vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions()
                        .setHttp1MaxSize(account.connections())
                        .setHttp2MaxSize(Math.min(2, account.connections())))
                .build();
    }

    @Override
    public String name() {
        return "webpush";
    }

    @Override
    public Future<Outcome> send(PushMessage message) {
        if (!(message.device() instanceof PushDevice.Browser browser)) {
            throw new IllegalArgumentException("no browser: " + message.device());
        }
        if (message.payload().length > Sealing.LONGEST_PAYLOAD) {
            return Future.succeededFuture(new Outcome.Rejected(Failure.TOO_BIG, 0));
        }
        return account.services()
                .address(browser.endpoint())
                .map(uri -> send(message, browser, uri))
                .orElseGet(() -> Future.succeededFuture(new Outcome.Rejected(Failure.BAD_ADDRESS, 0)));
    }

    private Future<Outcome> send(PushMessage message, PushDevice.Browser browser, URI uri) {
        return vertx.executeBlocking(() -> sealing.seal(message, browser), false)
                .transform(made -> made.failed()
                        ? Future.succeededFuture(new Outcome.Rejected(Failure.BAD_ADDRESS, 0)) // keys that are none
                        : target(uri)
                                .transform(target -> target.failed()
                                        ? Future.succeededFuture(unreachable(target.cause()))
                                        : exchange(client(uri), target.result(), made.result())));
    }

    private HttpClient client(URI uri) {
        return account.services().isOwn(uri) ? own : outside;
    }

    /** The request's head, with the address that was checked. */
    private Future<RequestOptions> target(URI uri) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(uri.toString())
                .setConnectTimeout(account.connectTimeout().toMillis())
                .setFollowRedirects(false);
        return account.services().isOwn(uri)
                ? Future.succeededFuture(options)
                : addresses
                        .of(uri.getHost())
                        .map(address -> options.setServer(
                                SocketAddress.inetSocketAddress(new InetSocketAddress(address, 443))));
    }

    private Future<Outcome> exchange(HttpClient client, RequestOptions options, Sealing.Sealed letter) {
        letter.headers().forEach(options::putHeader);
        return client.request(options)
                .compose(request -> exchange(request, letter))
                .otherwise(lost -> noAnswer());
    }

    private Future<Outcome> exchange(HttpClientRequest request, Sealing.Sealed letter) {
        return request.send(Buffer.buffer(letter.body()))
                .compose(response -> Answers.body(response)
                        .map(body -> outcome(
                                response.statusCode(),
                                response.getHeader(HttpHeaders.RETRY_AFTER),
                                response.getHeader(HttpHeaders.LOCATION))))
                .timeout(account.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(lost -> request.reset());
    }

    /**
     * What a status means. 404 and 410 alone say that the subscription has ended (RFC 8030, 7.3); a failing push service is
     * never taken for that. What it holds against our key is told of this one subscription, as it may have been made with
     * another key, and does not stop the others.
     */
    private static Outcome outcome(int status, @Nullable String retryAfter, @Nullable String location) {
        return switch (status) {
            case 200, 201, 202, 204 -> new Outcome.Accepted(name(location), 1);
            case 404, 410 -> new Outcome.Rejected(Failure.GONE, status);
            case 413 -> new Outcome.Rejected(Failure.TOO_BIG, status);
            case 400, 401, 403 -> new Outcome.Rejected(Failure.ACCOUNT, status);
            case 408, 425, 429 -> new Outcome.RetryLater(Answers.wait(retryAfter), Failure.BUSY, status);
            default ->
                status >= 500
                        ? new Outcome.RetryLater(Answers.wait(retryAfter), Failure.BUSY, status)
                        : new Outcome.Rejected(Failure.OTHER, status);
        };
    }

    private static Outcome unreachable(Throwable cause) {
        return cause instanceof HostAddresses.NotOutside ? new Outcome.Rejected(Failure.BAD_ADDRESS, 0) : noAnswer();
    }

    private static Outcome noAnswer() {
        return new Outcome.RetryLater(Duration.ZERO, Failure.NO_CONNECTION, 0);
    }

    /** The end of the address that a push service gives the message; the rest names the service. */
    private static String name(@Nullable String location) {
        if (location == null) {
            return "";
        }
        var end = location.substring(location.lastIndexOf('/') + 1);
        return end.length() > 100 ? "" : end;
    }

    @Override
    public Future<Void> close() {
        return outside.close().eventually(own::close);
    }
}
