package fr.preau.tests.faults;

import fr.preau.tests.bench.Crowd;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM to a hub to which ten thousand people are connected while others write: it says to everybody that they shall come
 * back, and ends with exit code 0 within its time. Then it is started again.
 */
final class Shutdown implements Case {
    private static final int SHARE = 10;
    private static final int AUTHORS = 8;
    private static final int COME_BACK = 1001;
    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    @Override
    public String about() {
        return "SIGTERM with open sockets: come back, exit code 0, within 10 s [--rounds 10] [--sockets 10000]";
    }

    @Override
    public int roundsOf(int asked) {
        return Math.max(1, asked / SHARE);
    }

    @Override
    public double secondsARound() {
        return 15;
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int rounds = options.only("rounds", "sockets").number("rounds", 10);
        int sockets = options.number("sockets", 10_000);
        Table table = out.head("round", "sockets", "told to come back", "exit code", "ms to the end", "ms to ready");
        boolean ok = true;
        long slowest = 0;
        try (Scene scene = Scene.open("shutdown", Map.of())) {
            List<String> hellos = hellos(scene, sockets);
            try (Traffic traffic = scene.traffic(AUTHORS, PATIENCE, Pace.STEADY)) {
                for (int round = 1; round <= rounds; round++) {
                    traffic.awaitEverybodyPosting(AT_MOST);
                    if (round == (rounds + 1) / 2) {
                        traffic.takeAway(scene.database());
                    }
                    try (Sitters sitters = Sitters.open(scene.hub().base(), hellos)) {
                        long begun = System.nanoTime();
                        int code = scene.hub().stop();
                        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                        Traffic.await(AT_MOST, "the end of every socket", () -> sitters.gone() == hellos.size());
                        int told = sitters.codes().getOrDefault(COME_BACK, 0);
                        slowest = Math.max(slowest, took);
                        ok &= code == 0 && told == hellos.size() && took <= PROMISED.toMillis();
                        scene.again();
                        table.row(
                                round,
                                hellos.size(),
                                told,
                                code,
                                took,
                                scene.hub().readyAfter().toMillis());
                    }
                }
                traffic.awaitEverybodyPosting(AT_MOST);
                Findings findings = traffic.finish(scene.database(), AT_MOST);
                Map<String, Object> figures = traffic.figures(rounds, findings, table);
                figures.put("sockets", sockets);
                figures.put("endedAfterMillisMax", slowest);
                figures.put(Verdict.OWN, sockets + " sockets, ended after " + slowest + " ms at most");
                return new Verdict(ok && findings.none(), figures);
            }
        }
    }

    private static List<String> hellos(Scene scene, int sockets) throws Exception {
        Crowd crowd = Crowd.join(
                scene.hub().base(),
                scene.folder().resolve("data").resolve("keys").resolve("jwt-es256.pem"),
                scene.database(),
                scene.town().world(),
                sockets);
        return crowd.tokens().stream()
                .map(token -> Json.write(Map.of("type", "hello", "token", token, "channels", List.of(crowd.channel()))))
                .toList();
    }
}
