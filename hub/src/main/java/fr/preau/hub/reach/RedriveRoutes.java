package fr.preau.hub.reach;

import fr.preau.channels.problem.Problem;
import fr.preau.hub.audit.Audit;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.RedriveStore.Which;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Putting dead deliveries back, and sending doubtful ones again: the operator's, as it costs and may come twice. */
public final class RedriveRoutes {
    /** One of the two must be there. */
    private record Redrive(@Nullable UUID post, @Nullable String deadSince) {
        private Redrive {
            if (post == null && deadSince == null) {
                throw Refused.field("post");
            }
            since(deadSince);
        }

        private static Optional<Instant> since(@Nullable String moment) {
            try {
                return Optional.ofNullable(moment)
                        .map(text -> OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException e) {
                throw Refused.field("deadSince");
            }
        }
    }

    /** Says that the sender knows what it may do. */
    private record Resend(@Nullable Boolean mayArriveTwice) {
        private Resend {
            if (!Fields.present("mayArriveTwice", mayArriveTwice)) {
                throw Refused.field("mayArriveTwice");
            }
        }
    }

    private record Queued(int deliveries) {}

    private final Ground ground;
    private final Audit audit;

    public RedriveRoutes(Ground ground) {
        this.ground = ground;
        this.audit = new Audit(ground);
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.signed("redrive", HttpMethod.POST, "/api/v1/deliveries/redrive", this::redrive),
                Endpoint.signed("resend", HttpMethod.POST, "/api/v1/deliveries/{delivery}/resend", this::resend));
    }

    private Future<Reply> redrive(Exchange x) {
        var wanted = x.body(Redrive.class);
        var operator = x.caller().account().value();
        var which =
                new Which(Optional.ofNullable(wanted.post()), Redrive.since(wanted.deadSince()), Optional.of(operator));
        return new RedriveStore(ground.pool()).operates(operator).compose(yes -> {
            if (!yes) {
                throw new Refused(Problem.FORBIDDEN);
            }
            return audited(
                    x,
                    (store, now) -> store.dead(which, now),
                    count -> new Act(
                            "redrive",
                            wanted.post() == null ? "deliveries" : "post",
                            wanted.post() == null ? "dead" : wanted.post().toString(),
                            Map.of("deliveries", Integer.toString(count))));
        });
    }

    private Future<Reply> resend(Exchange x) {
        x.body(Resend.class);
        long delivery = number(x.path("delivery"));
        var operator = x.caller().account().value();
        return audited(
                x,
                (store, now) -> store.unknown(delivery, operator, now).map(was -> {
                    if (!was) {
                        throw new Refused(Problem.NOT_FOUND);
                    }
                    return 1;
                }),
                count -> new Act("resend", "delivery", Long.toString(delivery), Map.of("mayArriveTwice", "true")));
    }

    /** What the audit is told. */
    private record Act(String action, String kind, String id, Map<String, String> detail) {}

    /** Act and audit in one transaction. */
    private Future<Reply> audited(
            Exchange x, BiFunction<RedriveStore, Instant, Future<Integer>> act, IntFunction<Act> told) {
        var now = ground.clock().instant();
        return ground.pool()
                .withTransaction(transaction -> act.apply(new RedriveStore(transaction), now)
                        .compose(count -> {
                            var done = told.apply(count);
                            return audit.record(
                                            transaction,
                                            Optional.of(x.caller().account()),
                                            done.action(),
                                            done.kind(),
                                            done.id(),
                                            done.detail())
                                    .map(count);
                        }))
                .map(count -> {
                    ground.vertx().eventBus().publish(DeliveryVerticle.WAKE, "redrive");
                    return Reply.ok(new Queued(count));
                });
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Refused(Problem.NOT_FOUND);
        }
    }
}
