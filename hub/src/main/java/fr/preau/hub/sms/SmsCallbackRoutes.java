package fr.preau.hub.sms;

import fr.preau.bridge.sms.twilio.TwilioCallback;
import fr.preau.channels.problem.Problem;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Form;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Takes what Twilio reports. The signature covers the whole address and every field, so nothing is read before it holds. A
 * report heard before is answered like a new one.
 */
public final class SmsCallbackRoutes {
    /** Where reports go; delivery and attempt follow as two path segments. */
    public static final String PATH = "/callbacks/sms/twilio";

    private final TwilioCallback callback;
    private final Forgeries forgeries;
    private final Reports reports;

    public SmsCallbackRoutes(Ground ground, SmsGate gate) {
        this.callback = gate.callback();
        this.forgeries = new Forgeries(ground, gate.provider().name());
        this.reports = new Reports(ground, gate.provider().name());
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.open("twilioReport", HttpMethod.POST, PATH + "/{delivery}/{attempt}", this::report));
    }

    private Future<Reply> report(Exchange x) {
        Map<String, String> form = Form.read(x.rawBody().toString(StandardCharsets.UTF_8));
        if (!callback.isGenuine(x.request().uri(), form, x.header("X-Twilio-Signature"))) {
            return forgeries.refuse("twilioReport");
        }
        long delivery = Fields.number("delivery", x.path("delivery"), 0, 1, Long.MAX_VALUE);
        int attempt = (int) Fields.number("attempt", x.path("attempt"), 0, 1, Integer.MAX_VALUE);
        var report = TwilioCallback.read(form).orElseThrow(() -> Refused.field("MessageStatus"));
        return reports.note(delivery, attempt, report).map(effect -> switch (effect) {
            case NO_SUCH_DELIVERY -> throw new Refused(Problem.NOT_FOUND);
            case NOTHING_NEW, MOVED -> Reply.none();
        });
    }
}
