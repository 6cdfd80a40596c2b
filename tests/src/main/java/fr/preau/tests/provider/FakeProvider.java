package fr.preau.tests.provider;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * The program. Takes messages as Twilio does, prints {@code READY port}, answers {@code /stats} and {@code /accepted}, and
 * ends when its standard input does. All on one event loop, so that nothing comes between a request and its moment.
 */
public final class FakeProvider {
    private static final int TICK_MILLIS = 5;

    private final Vertx vertx;
    private final Habits habits;
    private final Random random = new Random(7);
    private final Arrivals arrivals = new Arrivals();
    private final Reports reports;
    private final Map<String, Integer> accepted = new HashMap<>();
    private long ticked = System.nanoTime();
    private long longestPause;
    private int ids;

    private FakeProvider(Vertx vertx, Habits habits) {
        this.vertx = vertx;
        this.habits = habits;
        this.reports = new Reports(vertx, habits, random);
    }

    public static void main(String[] arguments) throws Exception {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        var provider = new FakeProvider(vertx, Habits.of(arguments));
        int port = provider.open();
        System.out.println("READY " + port);
        while (System.in.read() >= 0) {
            // until whoever started it is gone
        }
        System.exit(0);
    }

    private int open() {
        vertx.setPeriodic(TICK_MILLIS, tick -> {
            long now = System.nanoTime();
            longestPause = Math.max(longestPause, now - ticked - TICK_MILLIS * 1_000_000L);
            ticked = now;
        });
        return vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    private void take(HttpServerRequest request) {
        switch (request.path()) {
            case "/stats" -> request.response().end(stats().encode());
            case "/accepted" ->
                request.response().end(JsonObject.mapFrom(accepted).encode());
            default -> {
                arrivals.add(System.nanoTime());
                request.body().onSuccess(body -> message(request.response(), form(body.toString())));
            }
        }
    }

    private JsonObject stats() {
        return new JsonObject()
                .put("requests", arrivals.count())
                .put("mostInASecond", arrivals.mostInASecond())
                .put("perSecond", arrivals.perSecond())
                .put(
                        "accepted",
                        accepted.values().stream().mapToInt(Integer::intValue).sum())
                .put("reportsWaiting", reports.waiting())
                .put("longestPauseMillis", longestPause / 1_000_000);
    }

    private void message(HttpServerResponse response, Map<String, String> form) {
        int fate = random.nextInt(1_000);
        if (fate < habits.busy()) {
            boolean rather = random.nextBoolean();
            answer(response, rather ? 429 : 503, "{\"code\":" + (rather ? 20429 : 20503) + ",\"message\":\"busy\"}");
            return;
        }
        boolean broken = fate < habits.busy() + habits.broken();
        if (broken && random.nextBoolean()) {
            answer(response, 500, "{}");
            return;
        }
        var id = "SM%032x".formatted(++ids);
        accept(id, form);
        if (broken) {
            answer(response, 500, "{}");
        } else if (fate >= habits.busy() + habits.broken() + habits.silent()) {
            answer(response, 201, "{\"sid\":\"" + id + "\",\"status\":\"queued\",\"num_segments\":\"1\"}");
        }
    }

    /** One entry a delivery, named as the address for its reports names it. */
    private void accept(String id, Map<String, String> form) {
        var address = form.getOrDefault("StatusCallback", "/0/0");
        var path = address.split("/", -1);
        accepted.merge(path[path.length - 2], 1, Integer::sum);
        if (habits.muddled()) {
            reports.follow(id, address);
        }
    }

    private void answer(HttpServerResponse response, int status, String body) {
        response.setStatusCode(status).putHeader("Content-Type", "application/json");
        if (habits.answerMillis() == 0) {
            response.end(body);
        } else {
            vertx.setTimer(habits.answerMillis(), due -> response.end(body));
        }
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String field : body.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                form.put(
                        field.substring(0, equals),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
