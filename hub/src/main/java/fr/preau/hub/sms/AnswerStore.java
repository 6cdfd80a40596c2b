package fr.preau.hub.sms;

import fr.preau.bridge.Outcome;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the hub says back, and whether it left. */
final class AnswerStore {
    /** A machine at the other end answers every answer; a person needs fewer. */
    private static final int MOST_A_DAY = 6;

    /**
     * One answer a message. A telephone that nobody knows is told so once a month; no telephone gets more than a few
     * answers a day, so that two machines do not talk to each other.
     */
    private static final String QUEUE = """
            insert into sms_answer (inbound_id, address, kind, body, due_at, created_at)
            select $1, $2, $3, $4, $5, $6
             where (select count(*) from sms_answer a
                     where a.address = $2 and a.created_at > $6::timestamptz - interval '1 day') < $7
               and ($3 <> 'unknown' or not exists (select 1 from sms_answer a
                     where a.address = $2 and a.kind = 'unknown' and a.created_at > $6::timestamptz - interval '30 days'))
            on conflict do nothing
            """;

    /** What is due, unless its telephone asked for no more messages; only the word about that itself may still leave. */
    private static final String CLAIM = """
            with due as materialized (
                select id from sms_answer where state = 'pending' and due_at <= $1
                 order by due_at, id limit 20 for update skip locked)
            update sms_answer a
               set state = case when kind <> 'stopped' and exists (select 1 from suppressed_address s
                        where s.route = 'sms' and s.address = a.address) then 'skipped' else 'sending' end,
                   attempt = attempt + 1, lease_until = $2
              from due, sms_inbound i where a.id = due.id and i.id = a.inbound_id
            returning a.id, a.attempt, a.address, a.body, a.state, i.provider as came_by, a.refused_by
            """;

    private static final String RECORD = """
            update sms_answer
               set state = $3, provider = $4, provider_id = $5, segments = $6, due_at = coalesce($7, due_at), lease_until = null,
                   refused_by = coalesce($8, refused_by)
             where id = $1 and attempt = $2 and state = 'sending'
            """;

    /** What may have been sent by a node that ended is never sent again. */
    private static final String LOST =
            "update sms_answer set state = 'unknown', lease_until = null where state = 'sending' and lease_until < $1";

    /**
     * An answer to send now.
     *
     * @param cameBy the provider who passed on what it answers
     * @param refusedBy the provider who did not take the answer for a reason of its own
     */
    record Due(long id, int attempt, String address, String body, String cameBy, Optional<String> refusedBy) {}

    private final Pool pool;

    AnswerStore(Pool pool) {
        this.pool = pool;
    }

    Future<Void> queue(long inbound, String address, String kind, String body, Instant due, Instant now) {
        return pool.preparedQuery(QUEUE)
                .execute(Tuple.of(inbound, address, kind, body, Moments.utc(due), Moments.utc(now))
                        .addInteger(MOST_A_DAY))
                .mapEmpty();
    }

    Future<List<Due>> claim(Instant now, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(Moments.utc(now), Moments.utc(now.plus(lease))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> "sending".equals(row.getString("state")))
                        .map(row -> new Due(
                                row.getLong("id"),
                                row.getInteger("attempt"),
                                row.getString("address"),
                                row.getString("body"),
                                row.getString("came_by"),
                                Optional.ofNullable(row.getString("refused_by"))))
                        .toList());
    }

    /**
     * @param other whether the other provider tries next what this one refused for a reason of its own
     * @param again when to try again what certainly was not sent
     */
    Future<Void> record(Due due, String provider, Outcome outcome, boolean other, Instant again) {
        var taken = outcome instanceof Outcome.Accepted accepted ? accepted : null;
        return pool.preparedQuery(RECORD)
                .execute(Tuple.of(due.id(), due.attempt(), other ? "pending" : state(outcome), provider)
                        .addString(taken == null ? null : taken.providerId())
                        .addInteger(taken == null ? null : taken.units())
                        .addOffsetDateTime(other || outcome instanceof Outcome.RetryLater ? Moments.utc(again) : null)
                        .addString(other ? provider : null))
                .mapEmpty();
    }

    private static String state(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> "submitted";
            case Outcome.Rejected rejected -> "failed";
            case Outcome.RetryLater later -> "pending";
            case Outcome.Unknown unknown -> "unknown";
        };
    }

    Future<Void> lost(Instant now) {
        return pool.preparedQuery(LOST).execute(Tuple.of(Moments.utc(now))).mapEmpty();
    }
}
