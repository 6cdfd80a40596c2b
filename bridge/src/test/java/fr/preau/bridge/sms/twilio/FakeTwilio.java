package fr.preau.bridge.sms.twilio;

import fr.preau.config.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A Twilio of our own on a free port: keeps every request, answers as a test asks. */
final class FakeTwilio {
    static final String SID = "AC00000000000000000000000000000001";
    static final Secret TOKEN = new Secret("token-of-the-account");

    record Received(String path, String authorization, MultiMap form) {}

    final List<Received> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Consumer<HttpServerResponse> behaviour = FakeTwilio::accepts;

    FakeTwilio(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .await();
    }

    FakeTwilio behaves(Consumer<HttpServerResponse> behaviour) {
        this.behaviour = behaviour;
        return this;
    }

    TwilioAccount account() {
        return account(new TwilioAccount.Sender.Service("MG00000000000000000000000000000001"));
    }

    TwilioAccount account(TwilioAccount.Sender sender) {
        return new TwilioAccount(
                SID,
                TOKEN,
                sender,
                Optional.of(URI.create("http://127.0.0.1:" + server.actualPort() + "/prefix/")),
                Optional.of(URI.create("https://hub.example/callbacks/sms/twilio")),
                Duration.ofMinutes(240),
                Duration.ofSeconds(2),
                Duration.ofMillis(400),
                8);
    }

    void stop() {
        server.close().await();
    }

    private void receive(HttpServerRequest request) {
        request.setExpectMultipart(true);
        request.endHandler(ended -> {
            requests.add(new Received(request.path(), request.getHeader("Authorization"), request.formAttributes()));
            behaviour.accept(request.response());
        });
    }

    static void accepts(HttpServerResponse response) {
        answer(response, 201, """
                {"sid":"SM0000000000000000000000000000000a","status":"accepted","num_segments":"0",
                 "error_code":null,"error_message":null,"date_created":"Thu, 24 Aug 2023 05:01:45 +0000"}""");
    }

    static void answer(HttpServerResponse response, int status, String body) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    static void refuses(HttpServerResponse response, int status, int code) {
        answer(response, status, """
                {"code":%d,"message":"words of Twilio +33600000001","more_info":"https://www.twilio.com","status":%d}""".formatted(code, status));
    }
}
