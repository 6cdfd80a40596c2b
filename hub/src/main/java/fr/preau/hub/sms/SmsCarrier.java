package fr.preau.hub.sms;

import fr.preau.bridge.Outcome;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.bridge.sms.SmsProvider;
import fr.preau.channels.reach.Route;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.Carrier;
import fr.preau.hub.reach.Claimed;
import fr.preau.hub.reach.Wordings;
import io.vertx.core.Future;
import java.util.Collection;

/** Carries deliveries as text messages. */
public final class SmsCarrier implements Carrier {
    private final SmsProvider provider;
    private final int perSecond;
    private final String ourNumber;
    private final Ground ground;
    private final PostTexts texts;
    private final Links links;
    private final ThreadStore threads;

    /** @param ourNumber as whom messages leave, and so where answers to them come in */
    public SmsCarrier(Ground ground, SmsProvider provider, int perSecond, String ourNumber) {
        this(ground, provider, perSecond, ourNumber, Wordings.STANDARD);
    }

    /**
     * @param ourNumber as whom messages leave, and so where answers to them come in
     * @param wordings the words that territories chose
     */
    public SmsCarrier(Ground ground, SmsProvider provider, int perSecond, String ourNumber, Wordings wordings) {
        this.ground = ground;
        this.provider = provider;
        this.perSecond = perSecond;
        this.ourNumber = ourNumber;
        this.threads = new ThreadStore(ground.pool());
        this.links = new Links(ground);
        this.texts = new PostTexts(
                ground.vertx(), ground.pool(), ground.settings().limits().smsSegments(), links.place(), wordings);
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Route route() {
        return Route.SMS;
    }

    @Override
    public int perSecond() {
        return perSecond;
    }

    @Override
    public Future<Void> prepare(Collection<Claimed> claimed) {
        return Future.all(
                        texts.prepare(claimed).compose(read -> links.prepare(claimed, texts::hasLink)),
                        threads.renew(claimed, ourNumber, ground.clock().instant()))
                .mapEmpty();
    }

    @Override
    public Future<Outcome> send(Claimed claimed) {
        return provider.send(new SmsMessage(
                claimed.id(), claimed.attempt(), claimed.address(), links.put(texts.text(claimed), claimed)));
    }

    @Override
    public Future<Void> close() {
        return provider.close();
    }
}
