package fr.preau.hub.safety;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.Profile;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.audit.Audit;
import fr.preau.hub.conversation.SafetyDesk;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Gives and takes the right to raise a safety alert. Every grant, every end of one and every alert is in the audit. */
public final class Safety implements SafetyDesk {
    private final Ground ground;
    private final SafetyStore store;
    private final Audit audit;

    public Safety(Ground ground, Audit audit) {
        this.ground = ground;
        this.store = new SafetyStore(ground.pool());
        this.audit = audit;
    }

    @Override
    public Future<Boolean> allows(Caller caller, ChannelId channel) {
        return store.allowsAmong(caller.account(), Set.of(channel)).map(allowed -> allowed.contains(channel));
    }

    @Override
    public Future<Set<ChannelId>> allowsAmong(Caller caller, Set<ChannelId> channels) {
        // The right is given to people at work only: families, who list channels most, cost no look-up.
        boolean atWork = caller.profile() != Profile.GUARDIAN && caller.profile() != Profile.PUPIL;
        return atWork && !channels.isEmpty()
                ? store.allowsAmong(caller.account(), channels)
                : Future.succeededFuture(Set.of());
    }

    @Override
    public Future<Void> raised(SqlClient transaction, Caller caller, UUID post, String reason) {
        return audit.record(
                transaction,
                Optional.of(caller.account()),
                "safety_alert",
                "post",
                post.toString(),
                Map.of("reason", reason));
    }

    /** Gives the right to somebody else who works in the operator's territory; the same right again changes nothing. */
    Future<UUID> grant(Caller operator, UUID account, String scope, UUID place) {
        return store.samePerson(operator.account(), account).compose(same -> {
            if (same) {
                throw new Refused(Refusal.field(Problem.NOT_FOR_YOURSELF, "account"));
            }
            return ground.pool().withTransaction(transaction -> grant(transaction, operator, account, scope, place));
        });
    }

    private Future<UUID> grant(SqlClient transaction, Caller operator, UUID account, String scope, UUID place) {
        var id = new UUID(ground.random().nextLong(), ground.random().nextLong());
        return store.grant(
                        transaction,
                        operator.account(),
                        id,
                        account,
                        scope,
                        place,
                        ground.clock().instant())
                .map(found -> found.orElseThrow(() -> new Refused(Problem.NOT_FOUND)))
                .compose(given -> given.equals(id)
                        ? audit.record(
                                        transaction,
                                        Optional.of(operator.account()),
                                        "safety_right_granted",
                                        "account",
                                        account.toString(),
                                        Map.of("right", id.toString(), scope, place.toString()))
                                .map(given)
                        : Future.succeededFuture(given));
    }

    Future<Void> revoke(Caller operator, UUID id) {
        return ground.pool()
                .withTransaction(transaction -> store.revoke(
                                transaction,
                                operator.account(),
                                id,
                                ground.clock().instant())
                        .map(found -> found.orElseThrow(() -> new Refused(Problem.NOT_FOUND)))
                        .compose(account -> audit.record(
                                transaction,
                                Optional.of(operator.account()),
                                "safety_right_revoked",
                                "account",
                                account.toString(),
                                Map.of("right", id.toString()))));
    }

    Future<List<SafetyStore.Right>> list(Caller operator) {
        return store.list(operator.account());
    }
}
