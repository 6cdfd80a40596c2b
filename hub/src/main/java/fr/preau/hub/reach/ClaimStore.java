package fr.preau.hub.reach;

import fr.preau.channels.reach.Breaker;
import fr.preau.channels.reach.Purpose;
import fr.preau.channels.reach.Rate;
import fr.preau.channels.reach.Rota;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.reach.GateStore.Gate;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries out of the queue. Two statements of one transaction: the first locks the gates of the route, so that the
 * second, with a snapshot taken after that, knows all slots and all segments that others took.
 */
final class ClaimStore {

    /** What a worker of this carrier might take. The priorities are named so that the index gives them in order. */
    private static final String DUE = """
            from delivery d
             where d.state = 'pending' and d.route = $1 and not d.digest and d.priority = any ('{0,1,2}')
               and d.due_at <= $2 and (d.through_pause or d.open_until > $2)
            """;

    /**
     * For the claim's own transaction: a claim takes a few hundred rows and goes from one to the next by keys. PostgreSQL
     * cannot know that from {@code limit $6}, and the plan that it keeps might read whole tables.
     */
    private static final String BY_KEYS = """
            select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
                set_config('enable_seqscan', 'off', true)
            """;

    /** Ordered, though any would do: so that it is asked of the index, whatever the table held when the plan was made. */
    private static final String ANY_DUE =
            "select (select d.id " + DUE + " order by d.priority, d.due_at, d.id limit 1) is not null as due";

    /**
     * Takes what is due and judges each once more: what is no longer wanted gets its end state here, what is beyond its
     * payer's budget waits for the next one, at most until its deadline, the rest becomes 'sending' and gets a slot. From then on a request may
     * have been written, so a lease that runs out makes it 'unknown' and never 'pending' again. The audience is read again
     * only for what waited: reading it costs more than all the rest.
     */
    private static final String CLAIM = """
            with due as materialized (
                select d.id
            """ + DUE + """
                   and d.turn % $4 = any ($5::int[])
                 order by d.priority, d.due_at, d.id
                 limit $6
                   for update skip locked),
            judged as materialized (
                select d.id, d.payer_kind, d.payer_id, d.through_pause, d.deadline, d.priority, d.due_at,
                    case when d.route = 'sms' and d.payer_id is not null then coalesce(d.estimate, $12) else 0 end as segments,
                    case
                    when p.recalled_at is not null then 'recalled'
                    when p.valid_until <= $2 then 'expired'
                    when d.deadline <= $2 then case when d.reason = 'over_budget' then d.reason else 'late' end
                    when exists (select 1 from suppressed_address s where s.route = d.route and s.address = d.address)
                        then 'suppressed'
                    when exists (select 1 from delivery t where t.post_id = d.post_id and t.address = d.address
                        and t.route = d.route and t.round = d.round and t.state = 'delivered') then 'told'
                    when r.wanted is null then 'address_changed'
                    when not r.wanted then 'read'
                    when d.created_at < $2::timestamptz - interval '1 minute' and not exists (
                        select 1 from reader r where r.delivery_id = d.id and r.address = d.address and not r.satisfied
                            and reads_post(d.post_id, r.account_id)) then 'left'
                    end as reason
                  from due join delivery d on d.id = due.id join post p on p.id = d.post_id
                  left join lateral (
                    select bool_or(not x.satisfied) as wanted from reader x
                     where x.delivery_id = d.id and x.address = d.address) r on true),
            running as (
                select id, payer_kind, payer_id, through_pause, deadline,
                    sum(segments) over (partition by payer_kind, payer_id order by priority, due_at, id) as segments
                  from judged where reason is null and segments > 0),
            beyond as materialized (
                select r.id, least(r.deadline, case
                    when r.segments + coalesce(month.segments, 0) > b.month_cap then $15::timestamptz else $14 end) as again
                  from running r
                  join sms_budget b on b.payer_kind = r.payer_kind and b.payer_id = r.payer_id
                  left join sms_spent day on day.payer_kind = r.payer_kind and day.payer_id = r.payer_id
                    and day.unit = 'day' and day.period = $13
                  left join sms_spent month on month.payer_kind = r.payer_kind and month.payer_id = r.payer_id
                    and month.unit = 'month' and month.period = date_trunc('month', $13::date)
                 where not r.through_pause and (r.segments + coalesce(day.segments, 0) > b.day_cap
                    or r.segments + coalesce(month.segments, 0) > b.month_cap)),
            fate as materialized (
                select j.id, j.segments, b.again,
                    case when b.id is not null then 'over_budget' else j.reason end as reason,
                    case when j.reason is null and b.id is null then 'sending'
                        when b.id is not null then 'pending'
                        when j.reason = 'recalled' then 'cancelled' when j.reason = 'expired' then 'expired'
                        when j.reason = 'late' then 'dead' else 'skipped' end as state
                  from judged j left join beyond b on b.id = j.id),
            slots as (
                update provider_gate g
                   set next_at = greatest(g.next_at, clock_timestamp()) + n.count * $9::interval,
                       open_until = case when $10 and n.count > 0 then $11 else g.open_until end,
                       probing = g.probing or ($10 and n.count > 0)
                  from (select count(*) from fate where state = 'sending') n
                 where g.provider = $7
                returning g.next_at - n.count * $9::interval as first_at),
            taken as (
                update delivery d
                   set state = f.state, reason = f.reason, changed_at = $2, due_at = coalesce(f.again, d.due_at),
                       ready_at = null,
                       attempt = d.attempt + case f.state when 'sending' then 1 else 0 end,
                       lease_owner = case f.state when 'sending' then $8 end,
                       lease_until = case f.state when 'sending' then $3::timestamptz end,
                       provider = case f.state when 'sending' then $7 else d.provider end,
                       charged = case when f.state = 'sending' and f.segments > 0 then f.segments else d.charged end,
                       charged_on = case when f.state = 'sending' and f.segments > 0 then $13 else d.charged_on end
                  from fate f join delivery b on b.id = f.id join post p on p.id = b.post_id
                 where d.id = f.id
                returning d.id, d.attempt, d.address, d.language, d.post_id, d.recipient_id, d.account_id, d.purpose, d.state,
                    d.priority, d.due_at, coalesce(p.edited_at, p.created_at) as version)
            select taken.*,
                (extract(epoch from slots.first_at - clock_timestamp()) * 1000000)::bigint as wait_micros,
                (extract(epoch from clock_timestamp() - statement_timestamp()) * 1000000)::bigint as worked_micros
              from taken cross join slots
             order by taken.priority, taken.due_at, taken.id
            """;

    /** New slots for deliveries that this worker still holds; what it lost meanwhile is not its own any more. */
    private static final String AGAIN = """
            with held as materialized (
                update delivery d set lease_until = $4
                  from unnest($1::bigint[], $2::int[]) as h (id, attempt)
                 where d.id = h.id and d.attempt = h.attempt and d.state = 'sending' and d.lease_owner = $3
                returning d.id),
            slots as (
                update provider_gate g
                   set next_at = greatest(g.next_at, clock_timestamp()) + n.count * $6::interval
                  from (select count(*) from held) n
                 where g.provider = $5
                returning g.next_at - n.count * $6::interval as first_at)
            select held.id,
                (extract(epoch from slots.first_at - clock_timestamp()) * 1000000)::bigint as wait_micros,
                (extract(epoch from clock_timestamp() - statement_timestamp()) * 1000000)::bigint as worked_micros
              from held cross join slots
             order by held.id
            """;

    /**
     * What a claim brought.
     *
     * @param toSend what must be sent now, each in its slot
     * @param slots the slots; present if anything must be sent
     * @param settled how many got another state instead
     * @param exhausted whether more might be due than there are slots at the moment
     * @param breaker the provider's breaker, where it was looked at
     */
    record Claim(
            List<Claimed> toSend, Optional<Slots> slots, int settled, boolean exhausted, Optional<Breaker> breaker) {
        private static Claim none(boolean exhausted, Optional<Breaker> breaker) {
            return new Claim(List.of(), Optional.empty(), 0, exhausted, breaker);
        }

        /** Whether there may be more to claim at once. */
        boolean foundAny() {
            return settled > 0 || !toSend.isEmpty();
        }
    }

    private final Pool pool;
    private final Carrier carrier;
    private final Rivals rivals;
    private final GateStore gates;
    private final Rate rate;
    private final String owner;
    private final Terms terms;

    /**
     * What holds for every claim.
     *
     * @param lease how long a claimed delivery is the worker's own
     * @param patience how long a few probing requests keep others back
     * @param segments what an SMS is taken for whose length nobody estimated
     * @param calendar on whose days budgets count
     */
    record Terms(Duration lease, Duration patience, int segments, BudgetCalendar calendar) {}

    ClaimStore(Pool pool, Carrier carrier, Rivals rivals, GateStore gates, String owner, Terms terms) {
        this.pool = pool;
        this.carrier = carrier;
        this.rivals = rivals;
        this.gates = gates;
        this.rate = new Rate(carrier.perSecond());
        this.owner = owner;
        this.terms = terms;
    }

    /** Takes up to {@code most} deliveries; none whose window has closed, which must be moved to the next opening first. */
    Future<Claim> claim(int most, Instant now) {
        return pool.preparedQuery(ANY_DUE)
                .execute(Tuple.of(carrier.route().code(), Moments.utc(now)))
                .compose(rows -> rows.iterator().next().getBoolean("due")
                        ? pool.withTransaction(transaction -> claim(transaction, most, now))
                        : Future.succeededFuture(Claim.none(false, Optional.empty())));
    }

    private Future<Claim> claim(SqlConnection transaction, int most, Instant now) {
        var planned = transaction.preparedQuery(BY_KEYS).execute();
        return Future.all(planned, gates.lock(transaction)).compose(both -> {
            List<Gate> all = both.resultAt(1);
            Gate own = all.get(rivals.rank());
            int slots = Math.min(own.breaker().lets(most, now), rate.slots(own.next()));
            var closed = all.stream().map(gate -> !gate.breaker().lets(now)).toList();
            return slots == 0
                    ? Future.succeededFuture(Claim.none(true, Optional.of(own.breaker())))
                    : take(
                            transaction,
                            values(own.breaker(), Rota.turns(rivals.rank(), closed), slots, now),
                            rows -> new Claim(
                                    rows.toSend, rows.slots, rows.settled, slots < most, Optional.of(own.breaker())));
        });
    }

    private Tuple values(Breaker breaker, List<Integer> turns, int slots, Instant now) {
        var today = terms.calendar().at(now);
        return Tuple.of(carrier.route().code(), Moments.utc(now), Moments.utc(now.plus(terms.lease())))
                .addInteger(rivals.count())
                .addArrayOfInteger(turns.toArray(Integer[]::new))
                .addInteger(slots)
                .addString(carrier.name())
                .addString(owner)
                .addValue(Moments.interval(rate.interval()))
                .addBoolean(breaker.halfOpen())
                .addOffsetDateTime(Moments.utc(now.plus(terms.patience())))
                .addInteger(terms.segments())
                .addLocalDate(today.date())
                .addOffsetDateTime(Moments.utc(today.nextDay()))
                .addOffsetDateTime(Moments.utc(today.nextMonth()));
    }

    private Future<Claim> take(SqlClient transaction, Tuple values, UnaryOperator<Claim> more) {
        long asked = System.nanoTime();
        return transaction
                .preparedQuery(CLAIM)
                .execute(values)
                .map(rows -> more.apply(claim(rows, asked, System.nanoTime())));
    }

    private Claim claim(RowSet<Row> rows, long asked, long answered) {
        var toSend = new ArrayList<Claimed>();
        int settled = 0;
        @Nullable Slots slots = null;
        for (Row row : rows) {
            slots = Slots.of(row.getLong("wait_micros"), row.getLong("worked_micros"), rate, asked, answered);
            if ("sending".equals(row.getString("state"))) {
                toSend.add(claimed(row));
            } else {
                settled++;
            }
        }
        return new Claim(List.copyOf(toSend), Optional.ofNullable(slots), settled, false, Optional.empty());
    }

    /** New slots for what missed its own; those of {@code claimed} that this worker still holds get them. */
    Future<Claim> again(List<Claimed> claimed, Instant now) {
        var values = Tuple.tuple()
                .addArrayOfLong(claimed.stream().map(Claimed::id).toArray(Long[]::new))
                .addArrayOfInteger(claimed.stream().map(Claimed::attempt).toArray(Integer[]::new))
                .addString(owner)
                .addOffsetDateTime(Moments.utc(now.plus(terms.lease())))
                .addString(carrier.name())
                .addValue(Moments.interval(rate.interval()));
        return pool.withConnection(connection -> {
            long asked = System.nanoTime();
            return connection
                    .preparedQuery(AGAIN)
                    .execute(values)
                    .map(rows -> held(claimed, rows, asked, System.nanoTime()));
        });
    }

    private Claim held(List<Claimed> claimed, RowSet<Row> rows, long asked, long answered) {
        var ids = new ArrayList<Long>();
        @Nullable Slots slots = null;
        for (Row row : rows) {
            slots = Slots.of(row.getLong("wait_micros"), row.getLong("worked_micros"), rate, asked, answered);
            ids.add(row.getLong("id"));
        }
        var held = claimed.stream().filter(one -> ids.contains(one.id())).toList();
        return new Claim(held, Optional.ofNullable(slots), 0, false, Optional.empty());
    }

    /** A row of a claim, of these or of daily e-mails. */
    static Claimed claimed(Row row) {
        return new Claimed(
                row.getLong("id"),
                row.getInteger("attempt"),
                row.getString("address"),
                row.getString("language"),
                row.getUUID("post_id"),
                row.getOffsetDateTime("version"),
                row.getUUID("recipient_id"),
                Optional.ofNullable(row.getUUID("account_id")),
                Purpose.of(row.getString("purpose")));
    }
}
