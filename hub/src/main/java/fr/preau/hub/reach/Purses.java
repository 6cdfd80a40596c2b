package fr.preau.hub.reach;

import fr.preau.channels.reach.Purse;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What there is left for text messages, for those who ask beforehand, and what follows when a payer sets another cap. */
public final class Purses {
    private final Ground ground;
    private final BudgetCalendar calendar;

    public Purses(Ground ground) {
        this.ground = ground;
        this.calendar = new BudgetCalendar(ground.settings().pause().zone());
    }

    /** What is left for what is written in a channel. */
    public Future<Purse> of(UUID channel) {
        var store = new PurseStore(ground.pool());
        return store.payer(channel).compose(payer -> store.left(payer, today()));
    }

    /** Whether a payer has room this month for one message more; asked once a plan. */
    Future<Boolean> pays(SqlClient transaction, PlanStore.Payer payer, int segments) {
        return payer.kind() == null
                ? Future.succeededFuture(true)
                : new PurseStore(transaction).left(payer, today()).map(purse -> purse.pays(segments));
    }

    /**
     * A cap was set, in this transaction: what was held back is judged by it, and whom the plan left out is planned again.
     *
     * @param kind town, school or district
     * @return the posts that this concerns, for {@link #wake} after the commit
     */
    public Future<Set<UUID>> changed(SqlClient transaction, String kind, UUID id) {
        var store = new PurseStore(transaction);
        var payer = new PlanStore.Payer(kind, id);
        var now = ground.clock().instant();
        return store.release(payer, now)
                .compose(held -> store.resume(payer, now).map(out -> {
                    Set<UUID> posts = new HashSet<>(held);
                    posts.addAll(out);
                    return posts;
                }));
    }

    /** Has these posts looked after at once. */
    public void wake(Set<UUID> posts) {
        if (!posts.isEmpty()) {
            var bus = ground.vertx().eventBus();
            bus.send(Conversation.OUTBOX_WAKE, null);
            bus.publish(DeliveryVerticle.WAKE, "budget");
            ReachChange.publish(bus, posts);
        }
    }

    private LocalDate today() {
        return calendar.at(ground.clock().instant()).date();
    }
}
