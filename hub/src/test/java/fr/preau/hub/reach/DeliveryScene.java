package fr.preau.hub.reach;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.bridge.sms.twilio.TwilioCallback;
import fr.preau.channels.problem.Problem;
import fr.preau.config.Secret;
import fr.preau.hub.edge.Edge;
import fr.preau.hub.edge.HttpVerticle;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.FreePort;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.sms.SmsCallbackRoutes;
import fr.preau.hub.sms.SmsGate;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Some families, one bulletin after another, workers that die, and a provider that takes messages, loses answers and reports
 * over HTTP as Twilio does. Keeps its own account of what happened.
 */
final class DeliveryScene implements AutoCloseable {
    static final int PEOPLE = 5;
    private static final String TOKEN = "token";

    /** What becomes of a request. */
    enum Fate {
        TAKEN,
        TAKEN_AND_LATER_GIVEN_BACK,
        TAKEN_WITHOUT_AN_ANSWER,
        LOST_WITHOUT_AN_ANSWER,
        REFUSED,
        CERTAINLY_NOT_TAKEN;

        boolean taken() {
            return this == TAKEN || this == TAKEN_AND_LATER_GIVEN_BACK || this == TAKEN_WITHOUT_AN_ANSWER;
        }
    }

    /** When a worker's answers come: at once, later than all that happens until then, or never since it is killed. */
    enum Life {
        LIVES,
        WAITS_LONG,
        IS_KILLED
    }

    /** One request as the provider saw it. */
    record Request(SmsMessage message, Fate fate, int number) {
        long delivery() {
            return message.delivery();
        }
    }

    /** One report that the provider sends. */
    record Sent(Request request, String status) {
        String path() {
            return SmsCallbackRoutes.PATH + "/" + request.delivery() + "/"
                    + request.message().attempt();
        }

        Map<String, String> form() {
            var form = new TreeMap<>(Map.of("MessageSid", "SM" + request.number(), "MessageStatus", status));
            if (status.equals("undelivered")) {
                form.put("ErrorCode", "30008");
            }
            return form;
        }
    }

    /** Where a delivery stands. */
    record Standing(String state, int attempt, String address) {}

    final List<Request> requests = new ArrayList<>();
    final List<Sent> waiting = new ArrayList<>();
    final List<Sent> heard = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private final List<Worker> slow = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ReachHouse house;
    private final Context loop;
    private final URI base;
    private int numbers;
    private UUID post = new UUID(0, 0);

    DeliveryScene() {
        int port = FreePort.find();
        base = URI.create("http://127.0.0.1:" + port);
        house = new ReachHouse(Map.of("pause.enabled", "false", "http.port", Integer.toString(port)));
        house.town.crowd(PEOPLE);
        loop = house.vertx.getOrCreateContext();
        var gate = new SmsGate(house.provider, new TwilioCallback(new Secret(TOKEN), base), "PREAU");
        var endpoints = new SmsCallbackRoutes(house.ground, gate).endpoints();
        var edge = new Edge(house.ground, token -> Future.failedFuture(new Refused(Problem.SIGN_IN_REQUIRED)));
        ReachTown.await(house.vertx.deployVerticle(
                new HttpVerticle(house.ground.settings(), v -> edge.router(v, endpoints, last -> {}))));
    }

    /** A new bulletin in the queue; nothing of the earlier ones counts any more. */
    void begin() {
        List.of(requests, waiting, heard, answers, slow).forEach(List::clear);
        house.pass(Duration.ofDays(1));
        house.town.run("update outbox set done_at = now() where done_at is null");
        house.town.run("update account set activated_at = null where profile = 'guardian'");
        house.town.run("update provider_gate set failures = 0, open_until = 'epoch', probing = false");
        post = house.town.bulletin("Menu", "Texte", house.now());
        house.plan(post);
    }

    /** A new worker claims what is due, and its requests end as {@code fates} say, in turn; none: all are taken. */
    void work(Life life, int answered, List<Fate> fates) {
        int before = requests.size();
        long noted = tries();
        int attempts = attempts();
        house.provider.waits(message -> take(message, life, requests.size() - before < answered, fates));
        var worker = house.worker();
        onLoop(worker::work);
        int claimed = attempts() - attempts;
        Wait.until(() -> requests.size() - before == claimed, () -> requests.size() - before + " of " + claimed);
        switch (life) {
            case LIVES -> onLoop(worker::drained);
            case WAITS_LONG -> {
                answeredAreNoted(noted, Math.min(answered, claimed));
                slow.add(worker);
            }
            case IS_KILLED -> answeredAreNoted(noted, Math.min(answered, claimed));
        }
    }

    private void answeredAreNoted(long before, int known) {
        Wait.until(() -> tries() - before == known, () -> tries() - before + " of " + known + " were noted");
    }

    private Future<Outcome> take(SmsMessage message, Life life, boolean inTime, List<Fate> fates) {
        var fate = fates.isEmpty() ? Fate.TAKEN : fates.get(requests.size() % fates.size());
        var request = new Request(message, fate, ++numbers);
        if (fate.taken()) {
            waiting.add(new Sent(request, "sent"));
            waiting.add(new Sent(request, fate == Fate.TAKEN_AND_LATER_GIVEN_BACK ? "undelivered" : "delivered"));
        }
        requests.add(request);
        var outcome = outcome(request);
        if (life == Life.LIVES || inTime) {
            return Future.succeededFuture(outcome);
        }
        Promise<Outcome> answer = Promise.promise();
        if (life == Life.WAITS_LONG) {
            answers.add(() -> answer.complete(outcome));
        }
        return answer.future();
    }

    private static Outcome outcome(Request request) {
        return switch (request.fate()) {
            case TAKEN, TAKEN_AND_LATER_GIVEN_BACK -> new Outcome.Accepted("SM" + request.number(), 1);
            case TAKEN_WITHOUT_AN_ANSWER, LOST_WITHOUT_AN_ANSWER -> new Outcome.Unknown("no answer");
            case REFUSED -> new Outcome.Rejected(Failure.OTHER, 30_010);
            case CERTAINLY_NOT_TAKEN -> new Outcome.RetryLater(Duration.ZERO, Failure.BUSY, 20_429);
        };
    }

    /** The answers that took so long are there. */
    void lateAnswers() {
        onLoop(() -> {
            answers.forEach(Runnable::run);
            return Future.succeededFuture();
        });
        answers.clear();
        slow.forEach(worker -> onLoop(worker::drained));
        slow.clear();
    }

    /** Time passes, and what dead workers held is found once it is long enough. */
    void pass(Duration time) {
        house.pass(time);
        onLoop(house.worker()::sweep);
    }

    /** Somebody reads; numbered from 0. */
    void read(int person) {
        house.town.run("""
                with a as (update account set activated_at = now() where login = 'crowd' || $1::text returning id)
                insert into read_cursor (account_id, channel_id, seq, at)
                select a.id, p.channel_id, p.seq, now() from a, post p where p.id = $2
                on conflict (account_id, channel_id) do update set seq = excluded.seq
                """, Integer.toString(person + 1), post);
    }

    void recall() {
        house.town.run("update post set recalled_at = $2 where id = $1", post, Moments.utc(house.now()));
    }

    /** Sends a report; what the hub answers. */
    int report(Sent report) {
        return report(report, report.path());
    }

    /** Sends a report signed for {@code signedPath}, whatever its own path is. */
    int report(Sent report, String signedPath) {
        var body = report.form().entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(base.resolve(report.path()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature(base + signedPath, report.form()))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String signature(String address, Map<String, String> form) {
        var signed = new StringBuilder(address);
        form.forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every delivery of the bulletin. */
    Map<Long, Standing> standings() {
        return house.town.rows("select id, state, attempt, address from delivery where post_id = $1", post).stream()
                .collect(Collectors.toMap(
                        row -> row.getLong("id"),
                        row -> new Standing(
                                row.getString("state"), row.getInteger("attempt"), row.getString("address"))));
    }

    private int attempts() {
        return standings().values().stream().mapToInt(Standing::attempt).sum();
    }

    private long tries() {
        return house.town.number(
                "select count(*) from delivery_attempt a join delivery d on d.id = a.delivery_id where d.post_id = $1",
                post);
    }

    private <T> T onLoop(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(now -> work.get().onComplete(done));
        return ReachTown.await(done.future().timeout(20, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        http.close();
        for (var deployment : house.vertx.deploymentIDs()) {
            ReachTown.await(house.vertx.undeploy(deployment));
        }
        house.close();
    }
}
