package fr.preau.hub.conversation;

import fr.preau.channels.problem.Problem;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Contacts, and the direct channels with them, over HTTP. */
public final class ContactRoutes {
    private static final int WORDS_MAX = 100;

    private record ContactPage(
            List<ContactStore.Contact> items, @Nullable String next) {}

    private record OpenDirect(UUID account) {
        private OpenDirect {
            Fields.present("account", account);
        }
    }

    private final Ground ground;
    private final ContactStore contacts;
    private final ChannelStore channels;

    public ContactRoutes(Ground ground) {
        this.ground = ground;
        this.contacts = new ContactStore(ground.pool());
        this.channels = new ChannelStore(ground.pool());
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.signed("listContacts", HttpMethod.GET, "/api/v1/contacts", this::list),
                Endpoint.signed("openDirect", HttpMethod.POST, "/api/v1/channels/direct", this::open));
    }

    private Future<Reply> list(Exchange x) {
        int limit = x.pageSize(ground.settings().limits());
        String words = Fields.optional("q", x.query("q"), 0, WORDS_MAX);
        String after = x.query("after");
        return contacts.list(x.caller().account(), words, after == null ? null : Fields.uuid("after", after), limit + 1)
                .map(found -> {
                    List<ContactStore.Contact> page = found.subList(0, Math.min(limit, found.size()));
                    String next =
                            found.size() > limit ? page.getLast().account().toString() : null;
                    return Reply.ok(new ContactPage(page, next));
                });
    }

    private Future<Reply> open(Exchange x) {
        UUID other = x.body(OpenDirect.class).account();
        return contacts.open(x.caller().account(), other)
                .map(found -> found.orElseThrow(() -> new Refused(Problem.NOT_FOUND)))
                .compose(id -> channels.list(x.caller().account(), id, null, 1))
                .map(found -> Reply.ok(ChannelView.of(found.getFirst())));
    }
}
