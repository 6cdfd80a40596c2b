package fr.preau.hub.audit;

import fr.preau.channels.people.AccountId;
import fr.preau.hub.edge.Wire;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes down who did what to whose data, in the transaction of the act itself: both are there or neither. Each event is
 * bound to the one before it, so that a change made behind the hub's back shows.
 */
public final class Audit {
    private static final int PAGE = 1_000;

    private final Ground ground;
    private final AuditStore store;

    public Audit(Ground ground) {
        this.ground = ground;
        this.store = new AuditStore(ground.pool());
    }

    /**
     * What a check of the chain found.
     *
     * @param events how many events hold
     * @param broken the seq of the first one that does not, or that is missing
     */
    public record Checked(long events, Optional<Long> broken) {}

    /**
     * Adds an event. Others who write to the audit wait until the transaction ends, so it should end soon.
     *
     * @param actor who did it; empty: the hub itself
     * @param action a word such as {@code safety_alert}
     * @param subjectKind what it was done to: post, account, school …
     * @param detail facts without texts of posts, numbers or addresses
     */
    public Future<Void> record(
            SqlClient transaction,
            Optional<AccountId> actor,
            String action,
            String subjectKind,
            String subjectId,
            Map<String, String> detail) {
        return store.add(
                transaction,
                Moments.kept(ground.clock().instant()),
                actor.map(AccountId::value).<UUID>map(id -> id).orElse(null),
                action,
                subjectKind,
                subjectId,
                Wire.write(new TreeMap<>(detail)).toString());
    }

    /** Goes through the whole chain. What was cut off at its end cannot be seen here: see {@link Anchors}. */
    public Future<Checked> verify() {
        return verify(0, AuditEvent.BEGINNING);
    }

    private Future<Checked> verify(long after, byte[] previous) {
        return store.after(after, PAGE).compose(events -> {
            long held = after;
            byte[] hash = previous;
            for (AuditEvent event : events) {
                if (event.seq() != held + 1 || !event.follows(hash)) {
                    return Future.succeededFuture(new Checked(held, Optional.of(held + 1)));
                }
                held = event.seq();
                hash = HexFormat.of().parseHex(event.hash());
            }
            return events.size() < PAGE
                    ? Future.succeededFuture(new Checked(held, Optional.empty()))
                    : verify(held, hash);
        });
    }

    /** Events before a seq that an operator has to do with, newest first. */
    Future<List<AuditEvent>> before(long seq, int limit, AccountId operator) {
        return store.before(seq, limit, operator.value());
    }

    /** The newest event of all. */
    Future<Optional<AuditEvent>> head() {
        return store.head();
    }

    /** The event with this seq. */
    Future<Optional<AuditEvent>> event(long seq) {
        return store.after(seq - 1, 1)
                .map(events -> events.stream().filter(one -> one.seq() == seq).findFirst());
    }
}
