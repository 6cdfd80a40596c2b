package fr.preau.hub.reach;

import fr.preau.config.Settings;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.ground.OpenGround;
import fr.preau.hub.pause.PausePolicies;
import fr.preau.hub.sms.Sms;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A program that only sends, for a test that kills it. Its arguments are settings, as {@code name=value}. */
final class WorkerHost {
    private WorkerHost() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            settings.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        var ground = ReachTown.await(OpenGround.open(Settings.of(settings), Clock.systemUTC()))
                .ground();
        var conversation = new Conversation(ground, (channel, parts) -> Future.succeededFuture(true));
        var sms = Sms.open(ground, Optional.empty(), conversation, PausePolicies.open(ground));
        for (var sender : Reach.open(ground, sms.carriers()).senders()) {
            ReachTown.await(ground.vertx().deployVerticle(sender));
        }
        System.out.println("READY");
        System.in.read();
    }
}
