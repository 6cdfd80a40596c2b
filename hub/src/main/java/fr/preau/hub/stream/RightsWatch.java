package fr.preau.hub.stream;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.SessionId;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every {@code limits.rightsSeconds} at what changed in people's rights, one watch a node, and tells the open
 * streams. A stream that is just being opened asks {@link #ended} and {@link #changed} after it is registered, so that
 * a change which was told a moment before is not missed.
 */
final class RightsWatch {
    /** Who is told; called on any thread. */
    interface Told {
        void sessionsEnded(Set<SessionId> sessions);

        void accountsChanged(List<RightsStore.Concerned> accounts);
    }

    private static final Logger LOG = LoggerFactory.getLogger(RightsWatch.class);
    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long FORGET_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final Vertx vertx;
    private final RightsStore store;
    private final Told told;
    private final int everySeconds;
    private final Map<SessionId, Long> endedSessions = new ConcurrentHashMap<>();
    private final Map<AccountId, Long> changedAccounts = new ConcurrentHashMap<>();
    private final Map<AccountId, Long> endedAccounts = new ConcurrentHashMap<>();
    private Set<Long> handled = Set.of();
    private long from;
    private volatile boolean stopped;
    private boolean away;

    RightsWatch(Vertx vertx, RightsStore store, int everySeconds, Told told) {
        this.vertx = vertx;
        this.store = store;
        this.everySeconds = everySeconds;
        this.told = told;
    }

    /** Done once changes from now on will be seen. */
    Future<Void> start() {
        return store.now().map(now -> {
            from = now;
            vertx.setPeriodic(FORGET_MILLIS, timer -> {
                if (stopped) {
                    vertx.cancelTimer(timer);
                } else {
                    store.forgetOld().onFailure(e -> LOG.debug("old changes of rights stay: {}", e.toString()));
                }
            });
            again();
            return null;
        });
    }

    void stop() {
        stopped = true;
    }

    /** Why this caller may not be here any more, of what was seen lately; else null. */
    @Nullable
    Refusal ended(Caller caller) {
        return endedSessions.containsKey(caller.session())
                ? Refusal.of(Problem.SESSION_ENDED)
                : endedAccounts.containsKey(caller.account()) ? Refusal.of(Problem.RIGHT_LOST) : null;
    }

    /** Whether the account's rights changed lately. */
    boolean changed(AccountId account) {
        return changedAccounts.containsKey(account);
    }

    private void again() {
        if (!stopped) {
            vertx.setTimer(
                    TimeUnit.SECONDS.toMillis(everySeconds),
                    timer -> look().onComplete((done, failure) -> {
                        if (failure != null && !away) {
                            LOG.warn(
                                    "changes of rights cannot be read, open streams keep theirs: {}",
                                    failure.toString());
                        }
                        away = failure != null;
                        again();
                    }));
        }
    }

    private Future<Void> look() {
        return store.since(from).compose(found -> {
            List<RightsStore.Change> fresh = found.changes().stream()
                    .filter(change -> !handled.contains(change.transaction()))
                    .toList();
            return tell(fresh).map(done -> {
                handled = found.changes().stream()
                        .map(RightsStore.Change::transaction)
                        .filter(transaction -> transaction >= found.next())
                        .collect(Collectors.toSet());
                from = found.next();
                return null;
            });
        });
    }

    private Future<Void> tell(List<RightsStore.Change> changes) {
        Set<SessionId> sessions = new HashSet<>();
        Set<UUID> persons = new HashSet<>();
        Set<UUID> schools = new HashSet<>();
        Set<UUID> towns = new HashSet<>();
        for (RightsStore.Change change : changes) {
            add(sessions, change.session());
            add(persons, change.person());
            add(schools, change.school());
            add(towns, change.town());
        }
        long now = System.nanoTime();
        List.of(endedSessions, changedAccounts, endedAccounts)
                .forEach(map -> map.values().removeIf(at -> now - at > REMEMBERED_NANOS));
        if (!sessions.isEmpty()) {
            sessions.forEach(session -> endedSessions.put(session, now));
            told.sessionsEnded(sessions);
        }
        if (persons.isEmpty() && schools.isEmpty() && towns.isEmpty()) {
            return Future.succeededFuture();
        }
        return store.concerned(persons, schools, towns).map(accounts -> {
            for (RightsStore.Concerned one : accounts) {
                (one.ended() ? endedAccounts : changedAccounts).put(one.account(), now);
            }
            told.accountsChanged(accounts);
            return null;
        });
    }

    private static <T> void add(Set<T> all, @Nullable T one) {
        if (one != null) {
            all.add(one);
        }
    }
}
