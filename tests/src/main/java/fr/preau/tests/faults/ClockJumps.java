package fr.preau.tests.faults;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import fr.preau.tests.measure.WorkFolder;
import fr.preau.tests.provider.ProviderProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The clock of the hub's machine jumps, forward and back, by seconds and by days, while people write and text messages leave;
 * the hub and its PostgreSQL see the same clock, as on a real machine. A jump may end sessions, then people sign in again. It
 * must not change an order, lose or double a post, or send a text message twice because a lease seems to have run out.
 */
final class ClockJumps implements Case {
    private static final int AUTHORS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    /** Where the clock stands; each is gone to from any other. */
    private static final List<String> PLACES = List.of("+0", "+2h", "-2h", "+1d", "-1d", "+90", "-90", "+30d");

    @Override
    public String about() {
        return "jumps of the clock of the hub and its PostgreSQL; needs libfaketime [--rounds 10] [--seed 1]";
    }

    @Override
    public int roundsOf(int asked) {
        return Math.max(1, asked / 2);
    }

    @Override
    public double secondsARound() {
        return 4;
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int rounds = options.only("rounds", "seed").number("rounds", 10);
        Random random = new Random(options.number("seed", 1));
        try (WorkFolder folder = WorkFolder.make("clock")) {
            Optional<FakeClock> clock = FakeClock.in(folder.path());
            if (clock.isEmpty()) {
                return Verdict.notRun("libfaketime is not installed (Debian and Ubuntu: faketime)");
            }
            try (ProviderProcess provider = ProviderProcess.start(List.of("answerMillis=300"));
                    Scene scene = Scene.open("clock", List.of(), clock.get().environment(), sms(provider));
                    Traffic traffic = scene.traffic(AUTHORS, PATIENCE, Pace.STEADY)) {
                return jump(scene, traffic, provider, clock.get(), rounds, random, out);
            }
        }
    }

    private static Verdict jump(
            Scene scene,
            Traffic traffic,
            ProviderProcess provider,
            FakeClock clock,
            int rounds,
            Random random,
            Table out)
            throws SQLException, IOException {
        Table table = out.head("round", "clock", "ms to posting", "acknowledged", "messages taken");
        long slowest = 0;
        traffic.awaitEverybodyPosting(AT_MOST);
        for (int round = 1; round <= rounds; round++) {
            long before = traffic.acknowledged();
            if (round == (rounds + 1) / 2) {
                traffic.takeAway(scene.database());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(1_000)));
            String place = PLACES.get(random.nextInt(PLACES.size()));
            clock.stand(place);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_200)); // now it has
            long back = traffic.awaitEverybodyPosting(AT_MOST).toMillis();
            slowest = Math.max(slowest, back);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500)); // a moment of the other time
            table.row(
                    round,
                    place,
                    back,
                    traffic.acknowledged() - before,
                    provider.stats().accepted());
        }
        clock.stand("+0");
        Findings findings = traffic.finish(scene.database(), AT_MOST);
        Map<Long, Integer> taken = provider.accepted();
        long twice = taken.values().stream().filter(copies -> copies > 1).count();
        Map<String, Object> figures = traffic.figures(rounds, findings, table);
        figures.put("messagesTaken", taken.size());
        figures.put("messagesTwice", twice);
        figures.put("backAfterMillisMax", slowest);
        figures.put(
                Verdict.OWN,
                taken.size() + " text messages, " + twice + " of them twice; all posting again within " + slowest
                        + " ms");
        return new Verdict(findings.none() && twice == 0 && !taken.isEmpty(), figures);
    }

    private static Map<String, String> sms(ProviderProcess provider) {
        return Map.of(
                "sms.provider", "twilio",
                "sms.accountSid", "AC1",
                "sms.authToken", "token",
                "sms.from", "PREAU",
                "sms.perSecond", "40",
                "sms.baseUrl", provider.base().toString());
    }
}
