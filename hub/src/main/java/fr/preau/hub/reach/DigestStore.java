package fr.preau.hub.reach;

import fr.preau.channels.reach.Rate;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes what waits to be one line of a daily e-mail out of the queue, a mailbox at a time. */
final class DigestStore {
    /** Any number, but always this one: one node at a time claims, so that a mailbox is never split between two. */
    private static final long LOCK = 7_350_350L;

    /**
     * All that is due for some mailboxes, judged once more as in {@link ClaimStore}: what is no longer wanted gets its end
     * state, the rest is held by this node. The slots are those of the provider's gate, one a mailbox. In the pause nothing
     * is due: what was caught by it waits for the next opening.
     */
    private static final String CLAIM = """
            with alone as materialized (select pg_try_advisory_xact_lock($8) as mine),
            mailbox as materialized (
                select address from delivery
                 where state = 'pending' and digest and route = $6 and due_at <= $1 and open_until > $1
                   and (select mine from alone)
                   and exists (select 1 from provider_gate g where g.provider = $2 and g.open_until <= clock_timestamp())
                 group by address order by min(due_at), address limit $7),
            due as materialized (
                select d.id from delivery d join mailbox m on m.address = d.address
                 where d.state = 'pending' and d.digest and d.route = $6 and d.due_at <= $1 and d.open_until > $1
                   for update of d skip locked),
            judged as materialized (
                select d.id, case
                    when p.recalled_at is not null then 'recalled'
                    when p.valid_until <= $1 then 'expired'
                    when d.deadline <= $1 then 'late'
                    when exists (select 1 from suppressed_address s where s.route = d.route and s.address = d.address)
                        then 'suppressed'
                    when r.wanted is null then 'address_changed'
                    when not r.wanted then 'read'
                    when not exists (
                        select 1 from reader r where r.delivery_id = d.id and r.address = d.address and not r.satisfied
                            and reads_post(d.post_id, r.account_id)) then 'left'
                    end as reason
                  from due join delivery d on d.id = due.id join post p on p.id = d.post_id
                  left join lateral (
                    select bool_or(not x.satisfied) as wanted from reader x
                     where x.delivery_id = d.id and x.address = d.address) r on true),
            slots as (
                update provider_gate g
                   set next_at = greatest(g.next_at, clock_timestamp()) + n.count * $5::interval
                  from (select count(distinct d.address) from judged j join delivery d on d.id = j.id where j.reason is null) n
                 where g.provider = $2
                returning g.next_at - n.count * $5::interval as first_at),
            taken as (
                update delivery d
                   set state = case j.reason when 'recalled' then 'cancelled' when 'expired' then 'expired'
                           when 'late' then 'dead' else case when j.reason is null then 'sending' else 'skipped' end end,
                       reason = j.reason, changed_at = $1,
                       attempt = d.attempt + case when j.reason is null then 1 else 0 end,
                       lease_owner = case when j.reason is null then $3 end,
                       lease_until = case when j.reason is null then $4::timestamptz end,
                       provider = case when j.reason is null then $2 else d.provider end
                  from judged j join delivery b on b.id = j.id join post p on p.id = b.post_id
                 where d.id = j.id
                returning d.id, d.attempt, d.address, d.language, d.post_id, d.recipient_id, d.account_id, d.purpose, d.state,
                    d.priority, d.created_at, coalesce(p.edited_at, p.created_at) as version)
            select taken.*,
                (extract(epoch from slots.first_at - clock_timestamp()) * 1000000)::bigint as wait_micros
              from taken cross join slots
             order by taken.address, taken.priority, taken.created_at, taken.id
            """;

    private final Pool pool;
    private final Carrier carrier;
    private final String owner;
    private final Duration lease;

    DigestStore(Pool pool, Carrier carrier, String owner, Duration lease) {
        this.pool = pool;
        this.carrier = carrier;
        this.owner = owner;
        this.lease = lease;
    }

    Future<Digests.Due> claim(int mailboxes, Instant now) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.tuple()
                        .addOffsetDateTime(Moments.utc(now))
                        .addString(carrier.name())
                        .addString(owner)
                        .addOffsetDateTime(Moments.utc(now.plus(lease)))
                        .addValue(Moments.interval(interval()))
                        .addString(carrier.route().code())
                        .addInteger(mailboxes)
                        .addLong(LOCK))
                .map(this::due);
    }

    /** Twice as far apart as the provider bears: nobody waits for a daily e-mail by the second. */
    private Duration interval() {
        return new Rate(carrier.perSecond()).interval().multipliedBy(2);
    }

    private Digests.Due due(RowSet<Row> rows) {
        Map<String, List<Claimed>> byMailbox = new LinkedHashMap<>();
        var wait = Duration.ZERO;
        for (Row row : rows) {
            wait = Duration.of(Math.max(0, row.getLong("wait_micros")), ChronoUnit.MICROS);
            if ("sending".equals(row.getString("state"))) {
                byMailbox
                        .computeIfAbsent(row.getString("address"), first -> new ArrayList<>())
                        .add(ClaimStore.claimed(row));
            }
        }
        return new Digests.Due(List.copyOf(byMailbox.values()), rows.size() > 0, wait, interval());
    }
}
