package fr.preau.hub.sandbox;

import fr.preau.channels.reach.Route;
import fr.preau.channels.reach.SmsSegments;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Form;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one operation of Twilio's interface that the hub uses, with its answers and its faults. */
final class SandboxTwilioRoutes {
    /** Where this Twilio begins. */
    static final String PATH = "/sandbox/twilio";

    private final Ground ground;
    private final SandboxAccount account;
    private final Phones phones;
    private final Faults faults;
    private final SandboxReports reports;

    SandboxTwilioRoutes(Ground ground, SandboxAccount account, Phones phones, Faults faults, SandboxReports reports) {
        this.ground = ground;
        this.account = account;
        this.phones = phones;
        this.faults = faults;
        this.reports = reports;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.open(
                "sandboxMessage", HttpMethod.POST, PATH + "/2010-04-01/Accounts/{sid}/Messages.json", this::message));
    }

    private Future<Reply> message(Exchange x) {
        if (!x.path("sid").equals(account.sid()) || !authorised(x.header("Authorization"))) {
            return refused(401, 20003, "Authenticate");
        }
        var form = Form.read(x.rawBody().toString(StandardCharsets.UTF_8));
        var to = form.getOrDefault("To", "");
        var text = form.getOrDefault("Body", "");
        if (to.isBlank()) {
            return refused(400, 21604, "A 'To' phone number is required.");
        }
        if (text.isBlank()) {
            return refused(400, 21602, "Message body is required.");
        }
        if (!to.matches("\\+[0-9]{6,15}")) {
            return refused(400, 21211, "The 'To' number is not a valid phone number.");
        }
        var fault = faults.next(Route.SMS, to);
        return switch (fault) {
            case BUSY -> refused(429, 20429, "Too Many Requests").map(reply -> reply.with("Retry-After", "1"));
            case UNAVAILABLE -> refused(503, 20503, "Service Unavailable");
            case BROKEN -> refused(500, 20500, "Internal Server Error");
            case UNKNOWN_NUMBER -> refused(400, 21211, "The 'To' number is not a valid phone number.");
            case OPTED_OUT -> refused(400, 21610, "Attempt to send to unsubscribed recipient");
            case SILENT -> {
                take(fault, form, to, text);
                yield Promise.<Reply>promise().future();
            }
            default -> Future.succeededFuture(Reply.created(take(fault, form, to, text)));
        };
    }

    /** The telephone gets it, unless the network is to give it back; reports follow. */
    private Map<String, Object> take(Fault fault, Map<String, String> form, String to, String text) {
        var id = "SM" + random(16);
        var from = form.getOrDefault("From", form.getOrDefault("MessagingServiceSid", ""));
        int segments = SmsSegments.of(text).segments();
        if (fault != Fault.UNREACHABLE && fault != Fault.LANDLINE) {
            phones.got(to, new Phones.Message(id, ground.clock().instant(), from, text, segments, false));
        }
        var address = form.get("StatusCallback");
        if (address != null) {
            reports.follow(fault, id, address);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sid", id);
        answer.put("account_sid", account.sid());
        answer.put("status", "queued");
        answer.put("direction", "outbound-api");
        answer.put("num_segments", Integer.toString(segments));
        answer.put("num_media", "0");
        answer.put("api_version", "2010-04-01");
        return answer;
    }

    private boolean authorised(@Nullable String header) {
        var expected = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (account.sid() + ":" + account.token().value()).getBytes(StandardCharsets.UTF_8));
        return header != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
    }

    private static Future<Reply> refused(int status, int code, String words) {
        return Future.succeededFuture(Reply.json(
                status,
                Map.of(
                        "code", code,
                        "message", words,
                        "more_info", "https://www.twilio.com/docs/errors/" + code,
                        "status", status)));
    }

    private String random(int bytes) {
        var some = new byte[bytes];
        ground.random().nextBytes(some);
        return HexFormat.of().formatHex(some);
    }
}
