package fr.preau.hub.sandbox;

import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the imaginary telephones got. */
final class PhoneRoutes {
    private static final int SHOWN = 60;

    private final Phones phones;
    private final OwnerStore owners;

    PhoneRoutes(Ground ground, Phones phones) {
        this.phones = phones;
        this.owners = new OwnerStore(ground.pool());
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.open("sandboxPhones", HttpMethod.GET, "/sandbox/phones", this::phones));
    }

    /** A telephone with its owner, if a person has that number. */
    record Shown(String number, @Nullable String owner, List<Phones.Message> messages) {}

    /** @param version to be sent back as {@code since}: while nothing came, the answer is empty (204) */
    record Answer(long version, int telephones, List<Shown> phones) {}

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
}
