package fr.preau.hub.sms;

import fr.preau.bridge.sms.twilio.TwilioCallback;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Form;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes messages that Twilio passes on. Nothing is read before its signature holds; one heard before is answered alike. */
final class TwilioInboundRoutes {
    /** Where the messaging service must send what comes in. */
    static final String PATH = SmsCallbackRoutes.PATH + "/inbound";

    /** Nothing more to do for Twilio: answers leave as messages of their own. */
    private static final Buffer NO_ORDERS = Buffer.buffer("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");

    private final TwilioCallback callback;
    private final Forgeries forgeries;
    private final String provider;
    private final Inbound inbound;

    TwilioInboundRoutes(Ground ground, SmsGate gate, Inbound inbound) {
        this.callback = gate.callback();
        this.forgeries = new Forgeries(ground, gate.provider().name());
        this.provider = gate.provider().name();
        this.inbound = inbound;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.open("twilioInbound", HttpMethod.POST, PATH, this::receive));
    }

    private Future<Reply> receive(Exchange x) {
        var form = Form.read(x.rawBody().toString(StandardCharsets.UTF_8));
        if (!callback.isGenuine(x.request().uri(), form, x.header("X-Twilio-Signature"))) {
            return forgeries.refuse("twilioInbound");
        }
        var message = TwilioCallback.inbound(form).orElseThrow(() -> Refused.field("From"));
        return inbound.receive(provider, message).map(kept -> Reply.text("text/xml; charset=utf-8", NO_ORDERS));
    }
}
