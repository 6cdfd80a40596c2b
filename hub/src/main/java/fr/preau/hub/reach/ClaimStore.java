package fr.preau.hub.reach;

import fr.preau.channels.reach.Purpose;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes deliveries out of the queue. */
final class ClaimStore {

    /**
     * Takes what is due, no more than the provider's budget allows, and judges each once more: what is no longer wanted
     * gets its end state here, the rest becomes 'sending'. From then on a request may have been written, so a lease that runs
     * out makes it 'unknown' and never 'pending' again. The audience is read again only for what waited: reading it costs
     * more than all the rest.
     */
    private static final String CLAIM = """
            with budget as materialized (
                select least($6::float8, tokens + greatest(0, extract(epoch from $2::timestamptz - refilled_at))
                        * $5::float8) as available
                  from provider_budget
                 where provider = $1 and exists (
                    select 1 from delivery d where d.state = 'pending' and d.due_at <= $2 and (d.through_pause or not $4)
                        and d.route = $9 and not d.digest)
                   for update),
            due as materialized (
                select d.id from delivery d
                 where d.state = 'pending' and d.route = $9 and not d.digest and d.due_at <= $2
                   and (d.through_pause or not $4)
                 order by d.priority, d.due_at, d.id
                 limit coalesce((select floor(least($3::float8, available))::bigint from budget), 0)
                   for update skip locked),
            judged as materialized (
                select d.id, case
                    when p.recalled_at is not null then 'recalled'
                    when p.valid_until <= $2 then 'expired'
                    when d.deadline <= $2 then 'late'
                    when exists (select 1 from suppressed_address s where s.route = d.route and s.address = d.address) then 'suppressed'
                    when exists (select 1 from delivery t where t.post_id = d.post_id and t.address = d.address
                        and t.route = d.route and t.round = d.round and t.state = 'delivered') then 'told'
                    when not exists (select 1 from reader r where r.delivery_id = d.id and r.address = d.address)
                        then 'address_changed'
                    when not exists (select 1 from reader r where r.delivery_id = d.id and r.address = d.address
                        and not r.satisfied) then 'read'
                    when d.created_at < $2::timestamptz - interval '1 minute' and not exists (
                        select 1 from reader r where r.delivery_id = d.id and r.address = d.address and not r.satisfied
                            and reads_post(d.post_id, r.account_id)) then 'left'
                    end as reason
                  from due join delivery d on d.id = due.id join post p on p.id = d.post_id),
            paid as (
                update provider_budget b
                   set tokens = budget.available - (select count(*) from judged where reason is null), refilled_at = $2
                  from budget where b.provider = $1),
            taken as (
                update delivery d
                   set state = case j.reason when 'recalled' then 'cancelled' when 'expired' then 'expired'
                           when 'late' then 'dead' else case when j.reason is null then 'sending' else 'skipped' end end,
                       reason = j.reason, changed_at = $2,
                       attempt = d.attempt + case when j.reason is null then 1 else 0 end,
                       lease_owner = case when j.reason is null then $7 end,
                       lease_until = case when j.reason is null then $8::timestamptz end,
                       provider = case when j.reason is null then $1 else d.provider end
                  from judged j join post p on true
                 where d.id = j.id and p.id = d.post_id
                returning d.id, d.attempt, d.address, d.language, d.post_id, d.recipient_id, d.account_id, d.purpose, d.state,
                    d.priority, d.due_at,
                    coalesce(p.edited_at, p.created_at) as version)
            select budget.available, taken.*
              from budget left join taken on true
             order by taken.priority, taken.due_at, taken.id
            """;

    private static final String OPEN_BUDGET = """
            insert into provider_budget (provider, tokens, refilled_at) values ($1, $2, $3) on conflict do nothing
            """;

    /**
     * What a claim brought.
     *
     * @param toSend what must be sent now
     * @param settled how many got an end state instead
     * @param exhausted whether more might be due than the provider's budget allows at the moment
     */
    record Claim(List<Claimed> toSend, int settled, boolean exhausted) {
        /** Whether there may be more to claim at once. */
        boolean foundAny() {
            return settled > 0 || !toSend.isEmpty();
        }
    }

    private final Pool pool;
    private final Carrier carrier;
    private final String owner;
    private final Duration lease;

    ClaimStore(Pool pool, Carrier carrier, String owner, Duration lease) {
        this.pool = pool;
        this.carrier = carrier;
        this.owner = owner;
        this.lease = lease;
    }

    /** Makes the provider's budget, full, if it is not there yet. */
    Future<Void> openBudget(Instant now) {
        return pool.preparedQuery(OPEN_BUDGET)
                .execute(Tuple.of(carrier.name(), (double) carrier.perSecond(), Moments.utc(now)))
                .mapEmpty();
    }

    /**
     * Takes up to {@code most} deliveries.
     *
     * @param resting whether the pause holds back all but safety alerts
     */
    Future<Claim> claim(int most, boolean resting, Instant now) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(carrier.name(), Moments.utc(now), (double) most, resting)
                        .addDouble((double) carrier.perSecond())
                        .addDouble((double) carrier.perSecond())
                        .addString(owner)
                        .addOffsetDateTime(Moments.utc(now.plus(lease)))
                        .addString(carrier.route().code()))
                .map(rows -> claim(rows, most));
    }

    private static Claim claim(RowSet<Row> rows, int most) {
        var toSend = new ArrayList<Claimed>();
        int settled = 0;
        double available = most;
        for (Row row : rows) {
            available = row.getDouble("available");
            if (row.getLong("id") != null) {
                if ("sending".equals(row.getString("state"))) {
                    toSend.add(claimed(row));
                } else {
                    settled++;
                }
            }
        }
        return new Claim(List.copyOf(toSend), settled, available < most);
    }

    private static Claimed claimed(Row row) {
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
