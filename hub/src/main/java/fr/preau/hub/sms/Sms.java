package fr.preau.hub.sms;

import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.Carrier;
import java.util.List;
import java.util.Optional;

/** Text messages, put together as the settings have it. */
public final class Sms {
    private final Ground ground;
    private final Optional<SmsGate> gate;

    private Sms(Ground ground, Optional<SmsGate> gate) {
        this.ground = ground;
        this.gate = gate;
    }

    /**
     * The HTTP port must be known.
     *
     * @param sandbox the sandbox inside this hub, where it is open
     */
    public static Sms open(Ground ground, Optional<SmsGate.SandboxAddress> sandbox) {
        return new Sms(ground, SmsGate.open(ground, sandbox));
    }

    /** Those who carry text messages, the preferred one first; none where the settings name nobody. */
    public List<Carrier> carriers() {
        int perSecond = ground.settings().sms().perSecond();
        return gate.<Carrier>map(open -> new SmsCarrier(ground, open.provider(), perSecond)).stream()
                .toList();
    }

    /** Where providers report; none where nobody carries SMS. */
    public List<Endpoint> endpoints() {
        return gate.map(open -> new SmsCallbackRoutes(ground, open).endpoints()).orElse(List.of());
    }
}
