package fr.preau.hub.reach;

import fr.preau.bridge.Outcome;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.bridge.sms.SmsProvider;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Does as a test says, and remembers all that it was handed. */
public final class ScriptedProvider implements SmsProvider {
    public final List<SmsMessage> sent = new CopyOnWriteArrayList<>();
    private final String name;
    private volatile Function<SmsMessage, Future<Outcome>> script = message ->
            Future.succeededFuture(new Outcome.Accepted("SM" + message.delivery() + "-" + message.attempt(), 1));

    public ScriptedProvider(String name) {
        this.name = name;
    }

    public ScriptedProvider does(Function<SmsMessage, Outcome> script) {
        return waits(message -> Future.succeededFuture(script.apply(message)));
    }

    ScriptedProvider waits(Function<SmsMessage, Future<Outcome>> script) {
        this.script = script;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Future<Outcome> send(SmsMessage message) {
        sent.add(message);
        return script.apply(message);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
