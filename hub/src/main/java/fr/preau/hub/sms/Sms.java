package fr.preau.hub.sms;

import fr.preau.bridge.Outcome;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.bridge.sms.SmsProvider;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.pause.PausePolicies;
import fr.preau.hub.reach.Carrier;
import fr.preau.hub.reach.Wordings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Text messages both ways, put together as the settings have it. */
public final class Sms {
    private final Ground ground;
    private final Optional<SmsGate> gate;
    private final Optional<SmppDoor> second;
    private final Inbound inbound;
    private final Conversation conversation;

    private Sms(Ground ground, Optional<SmsGate> gate, Inbound inbound, Conversation conversation) {
        this.ground = ground;
        this.gate = gate;
        this.inbound = inbound;
        this.conversation = conversation;
        this.second = SmppDoor.open(ground, inbound);
    }

    /**
     * The HTTP port must be known.
     *
     * @param sandbox the sandbox inside this hub, where it is open
     * @param conversation where answers of telephones are written
     * @param pauses when what the hub says back may leave
     */
    public static Sms open(
            Ground ground, Optional<SmsGate.SandboxAddress> sandbox, Conversation conversation, PausePolicies pauses) {
        return new Sms(ground, SmsGate.open(ground, sandbox), new Inbound(ground, conversation, pauses), conversation);
    }

    /** As {@link #carriers(Wordings)}, in the standard words. */
    public List<Carrier> carriers() {
        return carriers(Wordings.STANDARD);
    }

    /**
     * Those who carry text messages, the preferred one first; none where the settings name nobody.
     *
     * @param wordings the words that territories chose
     */
    public List<Carrier> carriers(Wordings wordings) {
        int perSecond = ground.settings().sms().perSecond();
        return Stream.<Optional<Carrier>>of(
                        gate.map(open -> new SmsCarrier(ground, open.provider(), perSecond, open.sender(), wordings)),
                        second.map(open ->
                                new SmsCarrier(ground, open.provider(), open.perSecond(), open.sender(), wordings)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A message that its reader asked for this moment, in one try: address and text; none where nobody carries SMS. */
    public Optional<BiFunction<String, String, Future<Boolean>>> messenger() {
        return gate.<SmsProvider>map(SmsGate::provider)
                .or(() -> second.map(SmppDoor::provider))
                .map(provider -> (address, text) -> provider.send(new SmsMessage(0, 1, address, text))
                        .map(outcome -> outcome instanceof Outcome.Accepted));
    }

    /** Short links and prices; where providers report and pass on what comes in. */
    public List<Endpoint> endpoints() {
        return Stream.concat(
                        Stream.of(
                                        new LinkRoutes(ground).endpoints(),
                                        new QuoteRoutes(ground).endpoints(),
                                        new BulletinAnswerRoutes(ground, conversation).endpoints())
                                .flatMap(List::stream),
                        gate.stream()
                                .flatMap(open -> Stream.concat(
                                        new TwilioInboundRoutes(ground, open, inbound).endpoints().stream(),
                                        new SmsCallbackRoutes(ground, open).endpoints().stream())))
                .toList();
    }

    /** Who sends what the hub says back, for one deployment on a node that delivers. */
    public Optional<VerticleBase> answers() {
        var providers = Stream.<Optional<? extends SmsProvider>>of(
                        gate.map(SmsGate::provider), second.map(SmppDoor::provider))
                .<SmsProvider>flatMap(Optional::stream)
                .toList();
        return providers.isEmpty()
                ? Optional.empty()
                : Optional.of(new AnswerVerticle(ground, providers, inbound, second));
    }
}
