package fr.preau.hub.audit;

import fr.preau.channels.people.Profile;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit, for operators. */
public final class AuditRoutes {
    private record AuditPage(
            List<AuditEvent> items, @Nullable Long next) {}

    private record Verdict(
            boolean intact, long events, @Nullable Long broken) {}

    private final Ground ground;
    private final Audit audit;

    public AuditRoutes(Ground ground, Audit audit) {
        this.ground = ground;
        this.audit = audit;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.signed("listAudit", HttpMethod.GET, "/api/v1/audit", this::list),
                Endpoint.signed("verifyAudit", HttpMethod.GET, "/api/v1/audit/verification", this::verify));
    }

    private Future<Reply> list(Exchange x) {
        x.caller(Profile.OPERATOR);
        int limit = x.pageSize(ground.settings().limits());
        long before = x.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        return audit.before(before, limit + 1).map(found -> {
            List<AuditEvent> items = found.subList(0, Math.min(limit, found.size()));
            return Reply.ok(
                    new AuditPage(items, found.size() > limit ? items.getLast().seq() : null));
        });
    }

    private Future<Reply> verify(Exchange x) {
        x.caller(Profile.OPERATOR);
        return audit.verify()
                .map(checked -> Reply.ok(new Verdict(
                        checked.broken().isEmpty(),
                        checked.events(),
                        checked.broken().orElse(null))));
    }
}
