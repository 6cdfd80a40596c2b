package fr.preau.hub.sandbox;

import fr.preau.channels.reach.SmsSegments;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets an imaginary telephone write: the hub is called as Twilio calls it for a real one. */
final class SandboxReplyRoutes {
    /** Where Twilio would send what comes in. */
    private static final String INBOUND = "/callbacks/sms/twilio/inbound";

    private static final int LONGEST = 1_600;

    private final Ground ground;
    private final Supplier<URI> hub;
    private final String sid;
    private final SandboxReports reports;
    private final Phones phones;

    SandboxReplyRoutes(
            Ground ground, Supplier<URI> hub, SandboxAccount account, SandboxReports reports, Phones phones) {
        this.ground = ground;
        this.hub = hub;
        this.sid = account.sid();
        this.reports = reports;
        this.phones = phones;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.open("sandboxReply", HttpMethod.POST, "/sandbox/phones/{number}/reply", this::reply));
    }

    /**
     * What the telephone writes.
     *
     * @param to the number that it answers; the hub's own where it is left out
     * @param id as Twilio's id of the message, to send the same one again; a new one where it is left out
     */
    record Written(
            String text, @Nullable String to, @Nullable String id) {}

    private Future<Reply> reply(Exchange x) {
        var number = "+" + x.path("number").replaceAll("[^0-9]", "");
        if (!number.matches("\\+[0-9]{6,15}")) {
            throw Refused.field("number");
        }
        var written = x.body(Written.class);
        var text = Fields.text("text", written.text(), 0, LONGEST);
        var id = written.id() == null ? "SM" + random() : written.id();
        var form = new TreeMap<String, String>(Map.of(
                "MessageSid", id,
                "SmsMessageSid", id,
                "AccountSid", sid,
                "From", number,
                "To", written.to() == null ? sender() : written.to(),
                "Body", text,
                "NumMedia", "0",
                "NumSegments", Integer.toString(SmsSegments.of(text).segments()),
                "ApiVersion", "2010-04-01"));
        phones.got(number, new Phones.Message(id, ground.clock().instant(), "", text, 0, true));
        return reports.post(hub.get().resolve(INBOUND).toString(), form)
                .map(status -> Reply.ok(Map.of("id", id, "status", status)));
    }

    private String sender() {
        var sms = ground.settings().sms();
        return sms.from().or(sms::messagingServiceSid).orElse("PREAU");
    }

    private String random() {
        var some = new byte[16];
        ground.random().nextBytes(some);
        return HexFormat.of().formatHex(some);
    }
}
