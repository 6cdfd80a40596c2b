package fr.preau.hub.reach;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Report;
import fr.preau.channels.reach.DeliveryState;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Writes down what a provider reports of a delivery. */
public final class ReportStore {

    /**
     * The report is kept once; a second copy changes nothing. Good news always counts, of whichever try: it says what
     * happened, and takes a delivery out of the queue that waits for a try that is no longer needed. Bad news counts only of
     * the try that was the last.
     */
    private static final String REPORT = """
            with known as materialized (select id, attempt, state, route, address from delivery where id = $1 for update),
            news as (
                insert into provider_event (provider, provider_id, stage, code, delivery_id, attempt, at)
                select $3, $4, $5, $6, id, $2, $8 from known
                on conflict do nothing
                returning 1),
            suppressed as (
                insert into suppressed_address (route, address, reason, code, at)
                select route, address, $9, $6, $8 from known where $10 and exists (select 1 from news)
                on conflict do nothing),
            moved as (
                update delivery d
                   set state = $7, reason = $9, code = nullif($6, 0), changed_at = $8,
                       provider_id = coalesce(d.provider_id, $4), lease_owner = null, lease_until = null,
                       charged = case $7 when 'failed' then 0 else d.charged end
                  from known
                 where d.id = known.id and exists (select 1 from news)
                   and delivery_rank($7) > delivery_rank(known.state)
                   and ($5 not in ('undelivered', 'failed') or ($2 = known.attempt and known.state <> 'pending'))
                returning d.post_id)
            select (select count(*) from known) as known, (select post_id from moved) as post_id
            """;

    /** One later try, as another step, for those of whom the first was given back. */
    private static final String ONE_MORE = """
            with more as (
                insert into delivery (post_id, recipient_id, account_id, route, step, round, purpose, unless, address, language,
                    priority, through_pause, payer_kind, payer_id, due_at, open_until, deadline, created_at, changed_at)
                select post_id, recipient_id, account_id, route, 100 + step, round, purpose, unless, address, language,
                    priority, through_pause, payer_kind, payer_id, $2, open_until, deadline, $3, $3
                  from delivery where id = $1 and step < 100 and state = 'undelivered' and deadline > $2
                on conflict do nothing
                returning id)
            insert into delivery_person (delivery_id, person_id, account_id)
            select more.id, p.person_id, p.account_id from more join delivery_person p on p.delivery_id = $1
            """;

    /** What a report did. */
    public enum Effect {
        /** There is no such delivery. */
        NO_SUCH_DELIVERY,
        /** It told nothing new. */
        NOTHING_NEW,
        /** It moved the delivery. */
        MOVED
    }

    private final Pool pool;
    private final EventBus bus;
    private final String provider;

    public ReportStore(Ground ground, String provider) {
        this.pool = ground.pool();
        this.bus = ground.vertx().eventBus();
        this.provider = provider;
    }

    public Future<Effect> report(long delivery, int attempt, Report report, Instant now) {
        return pool.preparedQuery(REPORT)
                .execute(Tuple.tuple()
                        .addLong(delivery)
                        .addInteger(attempt)
                        .addString(provider)
                        .addString(report.providerId())
                        .addString(report.stage().name().toLowerCase(Locale.ROOT))
                        .addInteger(report.code())
                        .addString(state(report).key())
                        .addOffsetDateTime(Moments.utc(now))
                        .addString(report.failure().map(Tried::word).orElse(null))
                        .addBoolean(report.failure().map(Failure::suppresses).orElse(false)))
                .map(rows -> {
                    var row = rows.iterator().next();
                    if (row.getLong("known") == 0) {
                        return Effect.NO_SUCH_DELIVERY;
                    }
                    UUID post = row.getUUID("post_id");
                    if (post == null) {
                        return Effect.NOTHING_NEW;
                    }
                    ReachChange.publish(bus, post);
                    return Effect.MOVED;
                });
    }

    private static DeliveryState state(Report report) {
        return switch (report.stage()) {
            case ACCEPTED, SENT -> DeliveryState.SUBMITTED;
            case DELIVERED -> DeliveryState.DELIVERED;
            case UNDELIVERED -> DeliveryState.UNDELIVERED;
            case FAILED -> DeliveryState.FAILED;
        };
    }

    /** Queues one more try for a delivery whose telephone was out of reach, unless there was one or it would be too late. */
    public Future<Void> oneMore(long delivery, Instant due, Instant now) {
        return pool.preparedQuery(ONE_MORE)
                .execute(Tuple.of(delivery, Moments.utc(due), Moments.utc(now)))
                .mapEmpty();
    }
}
