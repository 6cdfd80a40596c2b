package fr.preau.hub.sandbox;

import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page that shows every imaginary telephone and what it got, and what is behind the page. */
final class TelephoneRoutes {
    private static final int SHOWN = 60;
    private static final int MOST_FAULTS = 100_000;

    private final Phones phones;
    private final Faults faults;
    private final OwnerStore owners;
    private final TelephonePage page = new TelephonePage();

    TelephoneRoutes(Ground ground, Phones phones, Faults faults) {
        this.phones = phones;
        this.faults = faults;
        this.owners = new OwnerStore(ground.pool());
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.open("sandboxPage", HttpMethod.GET, "/sandbox/telephones", this::page),
                Endpoint.open("sandboxScript", HttpMethod.GET, "/sandbox/telephones.js", x -> page.script()),
                Endpoint.open("sandboxStyle", HttpMethod.GET, "/sandbox/telephones.css", x -> page.style()),
                Endpoint.open("sandboxPhones", HttpMethod.GET, "/sandbox/phones", this::phones),
                Endpoint.open("sandboxFault", HttpMethod.POST, "/sandbox/faults", this::arm),
                Endpoint.open("sandboxFaults", HttpMethod.GET, "/sandbox/faults", x -> numbers()));
    }

    /** A telephone with its owner, if a person has that number. */
    record Shown(String number, @Nullable String owner, List<Phones.Message> messages) {}

    /** @param version to be sent back as {@code since}: while nothing came, the answer is empty (204) */
    record Answer(long version, int telephones, List<Shown> phones) {}

    /** A fault for the next messages. */
    record Arm(String fault, @Nullable Integer times) {}

    private Future<Reply> page(Exchange x) {
        return Future.succeededFuture(page.html(x.header("Accept-Language")));
    }

    private Future<Reply> phones(Exchange x) {
        long version = phones.version();
        if (x.number("since", -1, -1, Long.MAX_VALUE) == version) {
            return Future.succeededFuture(Reply.none());
        }
        var query = x.query("q");
        var digits = query == null ? "" : query.replaceAll("[^0-9]", "").replaceFirst("^0", "");
        var found = phones.latest(digits, SHOWN);
        return owners.owners(found.stream().map(Phones.Telephone::number).toList())
                .map(names -> found.stream()
                        .map(phone -> new Shown(phone.number(), names.get(phone.number()), phone.messages()))
                        .toList())
                .map(shown -> Reply.ok(new Answer(version, phones.count(), shown)));
    }

    private Future<Reply> arm(Exchange x) {
        var asked = x.body(Arm.class);
        if (asked.fault() == null) {
            throw Refused.field("fault");
        }
        var fault = Fault.named(asked.fault()).orElseThrow(() -> Refused.field("fault"));
        int times = asked.times() == null ? 1 : asked.times();
        if (times < 0 || times > MOST_FAULTS) {
            throw Refused.field("times");
        }
        faults.arm(fault, times);
        return Future.succeededFuture(Reply.none());
    }

    private Future<Reply> numbers() {
        return Future.succeededFuture(Reply.ok(Map.of(
                "faults",
                Arrays.stream(Fault.values())
                        .map(fault -> Map.of("fault", fault.key(), "number", fault.number()))
                        .toList())));
    }
}
