package fr.preau.tests.faults;

import fr.preau.tests.network.Cut;
import fr.preau.tests.network.Link;
import fr.preau.tests.network.Way;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections are cut by RST and FIN: some at any moment, some right when the hub's next bytes are under way, which for an
 * author is the answer to a post that has just been committed, some just after a request. In the end all of them at once.
 */
final class Cuts implements Fault {
    private static final int CUTS_A_ROUND = 20;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

    private int cuts;
    private long slowestBack;

    @Override
    public void once(Scene scene, Traffic traffic, Random random) {
        for (int i = 0; i < CUTS_A_ROUND; i++) {
            List<Link> links = scene.proxy().links();
            if (!links.isEmpty()) {
                cut(links.get(random.nextInt(links.size())), random);
                cuts++;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(80)));
        }
        Cut how = random.nextBoolean() ? Cut.RST : Cut.FIN;
        cuts += scene.proxy().links().size();
        scene.proxy().cut(how);
        slowestBack =
                Math.max(slowestBack, traffic.awaitEverybodyPosting(BACK_WITHIN).toMillis());
    }

    private static void cut(Link link, Random random) {
        Cut how = random.nextBoolean() ? Cut.RST : Cut.FIN;
        switch (random.nextInt(3)) {
            case 0 -> link.cut(how);
            case 1 -> link.cutAtNext(Way.TO_CLIENT, how);
            default -> link.cutAtNext(Way.TO_HUB, how);
        }
    }

    @Override
    public Map<String, Object> figures() {
        return Map.of("cuts", cuts, "backAfterMillisMax", slowestBack);
    }

    @Override
    public String words(Traffic traffic) {
        return cuts + " cuts, " + traffic.answersLost()
                + " of them between commit and answer; all posting again within " + slowestBack + " ms";
    }
}
