package fr.preau.hub;

import fr.preau.config.Settings;
import fr.preau.hub.demo.DemoSize;
import fr.preau.hub.ground.EmbeddedPostgres;
import fr.preau.hub.ground.OpenGround;
import fr.preau.hub.trial.TrialNode;
import fr.preau.hub.trial.TrialProxy;
import fr.preau.hub.trial.TrialSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs several nodes with the imaginary town on this machine, over one PostgreSQL and behind a proxy, to try them out. */
final class ClusterTool implements Tool {
    private static final int MOST_NODES = 5; // their pools are within what the embedded PostgreSQL takes
    private static final int READY_SECONDS = 120;
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    @Override
    public String usage() {
        return """
                [--nodes 3] [--data FOLDER] [--size standard|large]
                show an imaginary town on several nodes behind a proxy (haproxy); the data is kept in FOLDER""";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        Options options = Options.parse(arguments, Set.of("--data", "--size", "--nodes"), Set.of());
        int count = count(options.value("--nodes").orElse("3"));
        DemoSize size = DemoTool.size(options.value("--size").orElse("standard"));
        Path folder = console.settings(options, DemoTool.UNLESS_SET).node().dataDir();
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        Optional<Path> program = TrialProxy.program();
        TrialSettings trial =
                TrialSettings.of(DemoTool.UNLESS_SET, folder, count, program.isPresent(), postgres.address());
        Settings settings = console.settings(options, trial.common());
        OpenGround ground = OpenGround.open(settings, Clock.systemUTC()).await();
        DemoTool.Demonstration town;
        try {
            town = DemoTool.fill(ground.ground(), size).await();
        } finally {
            ground.close().await();
        }
        List<TrialNode> nodes =
                IntStream.rangeClosed(1, count).mapToObj(trial::node).toList();
        Optional<TrialProxy> proxy = program.map(found -> TrialProxy.start(found, folder, trial.port(), nodes));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(nodes, proxy, postgres), "end"));
        nodes.forEach(node -> awaitReady(node, folder));
        if (proxy.isPresent() && !proxy.get().alive()) {
            throw new Stop(Stop.FAILED, "The proxy did not start; what it said is in " + folder.resolve("haproxy.log"));
        }
        console.out().print(town.text(trial.address()) + told(nodes, proxy.isPresent()));
        watch(nodes, console);
        return Stop.DONE;
    }

    private static int count(String text) {
        if (!text.matches("[2-" + MOST_NODES + "]")) {
            throw Stop.wrongUsage("--nodes is a number from 2 to " + MOST_NODES + ", not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private static void awaitReady(TrialNode node, Path folder) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!node.ready()) {
            if (!node.alive() || System.nanoTime() > until) {
                throw new Stop(
                        Stop.FAILED,
                        node.name() + " did not start; what it said is in " + folder.resolve(node.name() + ".log"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static String told(List<TrialNode> nodes, boolean behindProxy) {
        String each = nodes.stream()
                .map(node -> "  %-8s %s  process %d%n".formatted(node.name(), node.address(), node.pid()))
                .collect(Collectors.joining());
        String before = behindProxy
                ? "\n" + nodes.size() + " nodes behind one address:\n"
                : "\n" + nodes.size()
                        + " nodes, each at its own address: haproxy is not installed here (Debian and Ubuntu:"
                        + " apt install haproxy), which would put them behind one.\n";
        return before + each
                + "  Try kill -9 PROCESS, or kill PROCESS: pages come back on another node, and the node is"
                + " started again after 10 s.\n";
    }

    /** Starts again what was killed; does not return. */
    private static void watch(List<TrialNode> nodes, Console console) {
        Map<TrialNode, Long> gone = new HashMap<>();
        while (true) {
            for (TrialNode node : nodes) {
                if (node.alive()) {
                    continue;
                }
                if (gone.putIfAbsent(node, System.nanoTime()) == null) {
                    console.out().println("  " + node.name() + " ended with " + node.code());
                } else if (System.nanoTime() - gone.get(node) > AGAIN_NANOS) {
                    gone.remove(node);
                    node.again();
                    console.out().println("  " + node.name() + " is started again as process " + node.pid());
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private static void end(List<TrialNode> nodes, Optional<TrialProxy> proxy, EmbeddedPostgres postgres) {
        nodes.forEach(TrialNode::stop);
        nodes.forEach(TrialNode::awaitEnd);
        proxy.ifPresent(TrialProxy::stop);
        postgres.close();
        Runtime.getRuntime().halt(Stop.DONE);
    }
}
