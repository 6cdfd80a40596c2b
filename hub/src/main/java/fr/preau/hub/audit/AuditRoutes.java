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

/**
 * The audit, for operators: each sees what concerns the own territory, and what concerns the whole house and names nobody. The
 * chain is one for the house and is checked as a whole.
 */
public final class AuditRoutes {
    private record AuditPage(
            List<AuditEvent> items, @Nullable Long next) {}

    private record Verdict(
            boolean intact,
            long events,
            @Nullable Long broken,
            @Nullable String finding) {}

    private final Ground ground;
    private final Audit audit;
    private final Anchors anchors;

    public AuditRoutes(Ground ground, Audit audit, Anchors anchors) {
        this.ground = ground;
        this.audit = audit;
        this.anchors = anchors;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.signed("listAudit", HttpMethod.GET, "/api/v1/audit", this::list),
                Endpoint.signed("verifyAudit", HttpMethod.GET, "/api/v1/audit/verification", this::verify));
    }

    private Future<Reply> list(Exchange x) {
        var operator = x.caller(Profile.OPERATOR).account();
        int limit = x.pageSize(ground.settings().limits());
        long before = x.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        return audit.before(before, limit + 1, operator).map(found -> {
            List<AuditEvent> items = found.subList(0, Math.min(limit, found.size()));
            return Reply.ok(
                    new AuditPage(items, found.size() > limit ? items.getLast().seq() : null));
        });
    }

    private Future<Reply> verify(Exchange x) {
        x.caller(Profile.OPERATOR);
        return anchors.verify()
                .map(checked -> Reply.ok(new Verdict(
                        checked.finding().isEmpty(),
                        checked.chain().events(),
                        checked.chain().broken().orElse(null),
                        checked.finding().orElse(null))));
    }
}
