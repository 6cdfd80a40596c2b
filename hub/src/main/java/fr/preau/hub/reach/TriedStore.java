package fr.preau.hub.reach;

import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Writes down what came of tries, many at a time. */
final class TriedStore {

    /**
     * News moves a delivery to the state of the higher rank. What was taken is charged with what the provider counted, what
     * certainly was not is charged with nothing. Only one that this node still holds may go back into the queue;
     * whoever lost its lease meanwhile knows something of the past, not of the present.
     */
    private static final String RECORD = """
            with tried as (
                select * from unnest($4::bigint[], $5::int[], $6::text[], $7::text[], $8::text[], $9::int[], $10::text[],
                        $11::int[], $12::timestamptz[], $13::text[], $14::boolean[], $16::int[])
                    as t (id, attempt, outcome, state, reason, code, provider_id, segments, again, address, suppress, turn)),
            noted as (
                insert into delivery_attempt (delivery_id, attempt, provider, outcome, reason, code, provider_id, segments, at)
                select id, attempt, $1, outcome, reason, code, provider_id, segments, $2 from tried
                on conflict (delivery_id, attempt) do nothing),
            suppressed as (
                insert into suppressed_address (route, address, reason, code, at)
                select distinct on (address) $15, address, reason, coalesce(code, 0), $2 from tried where suppress
                on conflict do nothing),
            back as (
                update delivery d
                   set state = case when t.again >= d.deadline then 'dead' else 'pending' end,
                       reason = t.reason, code = t.code, due_at = t.again, changed_at = $2,
                       turn = t.turn, charged = 0, lease_owner = null, lease_until = null
                  from tried t
                 where d.id = t.id and d.attempt = t.attempt and t.state = 'pending'
                   and d.state = 'sending' and d.lease_owner = $3)
            update delivery d
               set state = t.state, reason = t.reason, code = t.code, changed_at = $2,
                   provider_id = coalesce(t.provider_id, d.provider_id), segments = coalesce(t.segments, d.segments),
                   charged = case when d.charged_on is null or t.outcome = 'rejected' then 0
                       else coalesce(t.segments, d.charged) end,
                   lease_owner = null, lease_until = null
              from tried t
             where d.id = t.id and d.attempt = t.attempt and t.state <> 'pending'
               and delivery_rank(t.state) > delivery_rank(d.state)
            """;

    private final Pool pool;
    private final Carrier carrier;
    private final String owner;

    TriedStore(Pool pool, Carrier carrier, String owner) {
        this.pool = pool;
        this.carrier = carrier;
        this.owner = owner;
    }

    /** All or none; writing the same twice changes nothing. */
    Future<Void> record(List<Tried> written, Instant now) {
        // One order for all who write the same rows, so that they never wait for each other.
        var tries = written.stream()
                .sorted(Comparator.comparingLong(tried -> tried.claimed().id()))
                .toList();
        var values = Tuple.of(carrier.name(), Moments.utc(now), owner)
                .addArrayOfLong(column(tries, tried -> tried.claimed().id()).toArray(Long[]::new))
                .addArrayOfInteger(
                        column(tries, tried -> tried.claimed().attempt()).toArray(Integer[]::new))
                .addArrayOfString(column(tries, Tried::outcome).toArray(String[]::new))
                .addArrayOfString(column(tries, tried -> tried.state().key()).toArray(String[]::new))
                .addArrayOfString(
                        tries.stream().map(tried -> tried.reason().orElse(null)).toArray(String[]::new))
                .addArrayOfInteger(
                        tries.stream().map(tried -> tried.code().orElse(null)).toArray(Integer[]::new))
                .addArrayOfString(tries.stream()
                        .map(tried -> tried.providerId().orElse(null))
                        .toArray(String[]::new))
                .addArrayOfInteger(tries.stream()
                        .map(tried -> tried.segments().orElse(null))
                        .toArray(Integer[]::new))
                .addArrayOfOffsetDateTime(tries.stream()
                        .map(tried -> tried.again().map(Moments::utc).orElse(null))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(
                        column(tries, tried -> tried.claimed().address()).toArray(String[]::new))
                .addArrayOfBoolean(column(tries, Tried::suppress).toArray(Boolean[]::new))
                .addString(carrier.route().code())
                .addArrayOfInteger(column(tries, Tried::turn).toArray(Integer[]::new));
        return pool.preparedQuery(RECORD).execute(values).mapEmpty();
    }

    private static <T> List<T> column(List<Tried> tries, Function<Tried, T> value) {
        return tries.stream().map(value).toList();
    }
}
