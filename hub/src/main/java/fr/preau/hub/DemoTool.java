package fr.preau.hub;

import fr.preau.config.Settings;
import fr.preau.hub.demo.DemoGuide;
import fr.preau.hub.demo.DemoSize;
import fr.preau.hub.demo.DemoTown;
import fr.preau.hub.demo.PassPhrase;
import fr.preau.hub.ground.FreePort;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.identity.Identity;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Runs a hub with an imaginary town, imaginary telephones and no night, to look at. */
final class DemoTool implements Tool {
    private static final int PORT = 8080;
    static final Map<String, String> UNLESS_SET = Map.ofEntries(
            Map.entry("PREAU_NODE_DATA_DIR", ".preau/demo"),
            Map.entry("PREAU_SANDBOX_ENABLED", "true"),
            Map.entry("PREAU_SMS_PROVIDER", "sandbox"),
            Map.entry("PREAU_SMS_PER_SECOND", "200"),
            Map.entry("PREAU_PUSH_PROVIDER", "sandbox"),
            Map.entry("PREAU_PAUSE_ENABLED", "false"),
            Map.entry("PREAU_EMAIL_PROVIDER", "sandbox"),
            Map.entry("PREAU_EMAIL_PER_SECOND", "200"),
            Map.entry("PREAU_EMAIL_INBOUND_ENABLED", "true"),
            Map.entry("PREAU_EMAIL_INBOUND_PORT", "0"),
            Map.entry("PREAU_EMAIL_INBOUND_DOMAIN", "reponse.preau.example"),
            Map.entry("PREAU_LOG_FORMAT", "text"),
            Map.entry("PREAU_LOG_LEVEL", "warn"));

    @Override
    public String usage() {
        return """
                [--data FOLDER] [--size standard|large]
                show a hub with an imaginary town; the data is kept in FOLDER""";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        Options options = Options.parse(arguments, Set.of("--data", "--size"), Set.of());
        DemoSize size = size(options.value("--size").orElse("standard"));
        Settings settings = console.settings(options, unlessSet(console.environment()));
        CompletableFuture<Demonstration> shown = new CompletableFuture<>();
        RunningHub running =
                RunningHub.start(settings, ground -> fill(ground, size).onSuccess(shown::complete));
        String address = "http://localhost:" + running.hub().port();
        console.out().print(shown.join().text(address));
        running.untilStopped();
        return Stop.DONE;
    }

    /** The usual port or, where it is taken, another one; under both names of this machine. */
    private static Map<String, String> unlessSet(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(UNLESS_SET);
        String port = environment.getOrDefault("PREAU_HTTP_PORT", "");
        if (port.isBlank()) {
            port = Integer.toString(FreePort.orAnother(PORT));
            all.put("PREAU_HTTP_PORT", port);
        }
        all.put("PREAU_HTTP_ALLOWED_ORIGINS", "http://localhost:" + port + ",http://127.0.0.1:" + port);
        return all;
    }

    /** The town that is there, and the way into it. */
    record Demonstration(DemoGuide guide, PassPhrase passPhrase) {
        /** What is printed for whoever looks at it, at this address. */
        String text(String address) {
            return guide.text(address, passPhrase.text());
        }
    }

    /** Puts the town into the database, if it is not there. */
    static Future<Demonstration> fill(Ground ground, DemoSize size) {
        return ground.vertx()
                .executeBlocking(() -> PassPhrase.in(ground.settings().node().dataDir(), ground.random()))
                .compose(passPhrase -> DemoTown.load(ground, size, passPhrase, text -> Identity.hash(ground, text))
                        .map(guide -> new Demonstration(guide, passPhrase)));
    }

    static DemoSize size(String word) {
        for (DemoSize size : DemoSize.values()) {
            if (size.name().toLowerCase(Locale.ROOT).equals(word)) {
                return size;
            }
        }
        throw Stop.wrongUsage("--size is standard or large, not \"" + word + "\"");
    }
}
