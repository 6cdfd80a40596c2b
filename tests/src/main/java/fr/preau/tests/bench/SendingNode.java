package fr.preau.tests.bench;

import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.OpenGround;
import fr.preau.hub.reach.Reach;
import fr.preau.hub.sms.SmsCarrier;
import fr.preau.hub.sms.SmsGate;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The program that {@code ./preau bench workers} measures: nothing but workers, each as a node has it, with its own event
 * loop, provider's connections and lease. Its arguments are the number of workers and settings. It makes the schema, prints
 * {@code READY}, begins at the first byte of its standard input, and ends with that.
 */
final class SendingNode {
    private SendingNode() {}

    public static void main(String[] arguments) throws Exception {
        int workers = Integer.parseInt(arguments[0]);
        Map<String, String> settings = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            settings.put(arguments[i].split("=", 2)[0], arguments[i].split("=", 2)[1]);
        }
        Ground ground = OpenGround.open(Settings.of(settings), Clock.systemUTC())
                .await()
                .ground();
        System.out.println("READY");
        System.in.read();
        for (int i = 0; i < workers; i++) {
            var gate = SmsGate.open(ground, Optional.empty()).orElseThrow();
            var carrier = new SmsCarrier(
                    ground, gate.provider(), ground.settings().sms().perSecond(), gate.sender());
            for (VerticleBase sender : Reach.open(ground, List.of(carrier)).senders()) {
                ground.vertx().deployVerticle(sender).await();
            }
        }
        while (System.in.read() >= 0) {
            // until the bench is done
        }
        System.exit(0);
    }
}
