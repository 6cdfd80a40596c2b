package fr.preau.tests.faults;

import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Cases of one form: authors and readers at work, and round after round something is done to the network or the hub. */
final class UnderTraffic implements Case {
    private static final int AUTHORS = 8;
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final String about;
    private final double secondsARound;
    private final int share;
    private final Map<String, String> settings;
    private final Duration patience;
    private final Pace pace;
    private final Supplier<Fault> fault;

    /**
     * @param about one line, without the options
     * @param share of the rounds that all cases are asked for, it does one in so many
     * @param settings of the hub
     * @param patience how long clients wait on a silent network
     */
    UnderTraffic(
            String about,
            double secondsARound,
            int share,
            Map<String, String> settings,
            Duration patience,
            Pace pace,
            Supplier<Fault> fault) {
        this.about = about;
        this.secondsARound = secondsARound;
        this.share = share;
        this.settings = Map.copyOf(settings);
        this.patience = patience;
        this.pace = pace;
        this.fault = fault;
    }

    @Override
    public String about() {
        return about + " [--rounds 20] [--seed 1]";
    }

    @Override
    public int roundsOf(int asked) {
        return Math.max(1, asked / share);
    }

    @Override
    public double secondsARound() {
        return secondsARound;
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        int rounds = options.only("rounds", "seed").number("rounds", 20);
        Random random = new Random(options.number("seed", 1));
        Table table = out.head("round", "ms", "acknowledged");
        try (Fault one = fault.get();
                Scene scene = Scene.open("faults", settings);
                Traffic traffic = scene.traffic(AUTHORS, patience, pace)) {
            traffic.awaitEverybodyPosting(AT_MOST);
            for (int round = 1; round <= rounds; round++) {
                long before = traffic.acknowledged();
                long begun = System.nanoTime();
                if (round == (rounds + 1) / 2) {
                    traffic.takeAway(scene.database());
                }
                one.once(scene, traffic, random);
                table.row(
                        round,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                        traffic.acknowledged() - before);
            }
            Findings findings = traffic.finish(scene.database(), AT_MOST);
            Map<String, Object> figures = traffic.figures(rounds, findings, table);
            figures.putAll(one.figures());
            figures.put(Verdict.OWN, one.words(traffic));
            return new Verdict(findings.none() && one.ok() && traffic.acknowledged() > 0, figures);
        }
    }
}
