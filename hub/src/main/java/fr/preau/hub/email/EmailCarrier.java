package fr.preau.hub.email;

import fr.preau.bridge.Outcome;
import fr.preau.bridge.email.MailSender;
import fr.preau.channels.reach.Route;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.Carrier;
import fr.preau.hub.reach.Claimed;
import fr.preau.hub.reach.Wordings;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries deliveries as e-mail, one e-mail each. */
final class EmailCarrier implements Carrier {
    private final Ground ground;
    private final MailSender sender;
    private final Composer composer;
    private final Letters letters;
    private final SentStore sent;

    /** Of the deliveries that were prepared and not sent yet. */
    private final Map<Long, MailToken> tokens = new HashMap<>();

    EmailCarrier(Ground ground, MailSender sender, Composer composer, Wordings wordings) {
        this.ground = ground;
        this.sender = sender;
        this.composer = composer;
        this.letters = new Letters(ground.vertx(), ground.pool(), wordings);
        this.sent = new SentStore(ground.pool());
    }

    @Override
    public String name() {
        return sender.name();
    }

    @Override
    public Route route() {
        return Route.EMAIL;
    }

    @Override
    public int perSecond() {
        return ground.settings().email().perSecond();
    }

    @Override
    public Future<Void> prepare(Collection<Claimed> claimed) {
        if (claimed.isEmpty()) {
            return Future.succeededFuture();
        }
        var all = List.copyOf(claimed);
        var fresh = all.stream().map(one -> MailToken.next(ground.random())).toList();
        return letters.prepare(all)
                .compose(read -> sent.issue(all, fresh, ground.clock().instant()))
                .onSuccess(issued -> {
                    for (int i = 0; i < fresh.size(); i++) {
                        tokens.put(all.get(i).id(), fresh.get(i));
                    }
                });
    }

    @Override
    public Future<Outcome> send(Claimed claimed) {
        var token = tokens.remove(claimed.id());
        if (token == null) {
            throw new IllegalStateException("delivery " + claimed.id() + " was not prepared");
        }
        return sender.send(composer.mail(
                "delivery." + claimed.id(),
                letters.of(claimed),
                claimed.language(),
                claimed.purpose(),
                claimed.address(),
                token,
                claimed.account().isPresent(),
                ground.clock().instant()));
    }

    @Override
    public Future<Void> close() {
        return sender.close();
    }
}
