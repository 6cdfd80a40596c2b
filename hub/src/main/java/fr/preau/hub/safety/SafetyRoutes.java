package fr.preau.hub.safety;

import fr.preau.channels.people.Profile;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rights to raise a safety alert, for operators. */
public final class SafetyRoutes {
    private static final Set<String> SCOPES = Set.of("territory", "town", "school");

    private record Grant(
            @Nullable UUID account,
            @Nullable String scope,
            @Nullable UUID place) {
        private Grant {
            Fields.present("account", account);
            if (!SCOPES.contains(Fields.present("scope", scope))) {
                throw Refused.field("scope");
            }
            Fields.present("place", place);
        }
    }

    private record Granted(UUID id) {}

    private record Rights(List<SafetyStore.Right> items) {}

    private final Safety safety;

    public SafetyRoutes(Safety safety) {
        this.safety = safety;
    }

    public List<Endpoint> endpoints() {
        String rights = "/api/v1/safety-rights";
        return List.of(
                Endpoint.signed("listSafetyRights", HttpMethod.GET, rights, this::list),
                Endpoint.signed("grantSafetyRight", HttpMethod.POST, rights, this::grant),
                Endpoint.signed("revokeSafetyRight", HttpMethod.DELETE, rights + "/{right}", this::revoke));
    }

    private Future<Reply> list(Exchange x) {
        var operator = x.caller(Profile.OPERATOR);
        return safety.list(operator).map(items -> Reply.ok(new Rights(items)));
    }

    private Future<Reply> grant(Exchange x) {
        var operator = x.caller(Profile.OPERATOR);
        Grant grant = x.body(Grant.class);
        return safety.grant(
                        operator,
                        Fields.present("account", grant.account()),
                        Fields.present("scope", grant.scope()),
                        Fields.present("place", grant.place()))
                .map(id -> Reply.created(new Granted(id)));
    }

    private Future<Reply> revoke(Exchange x) {
        var operator = x.caller(Profile.OPERATOR);
        return safety.revoke(operator, x.id("right")).map(done -> Reply.none());
    }
}
