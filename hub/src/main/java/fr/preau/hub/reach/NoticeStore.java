package fr.preau.hub.reach;

import fr.preau.channels.reach.Notice;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Writes deliveries and those who cannot be told, many at a time, in the caller's transaction. */
final class NoticeStore {
    private static final int ROWS_AT_ONCE = 2_000;

    /**
     * Plans are kept a connection; one made while the table was still small would go through all of it for each row of a
     * town's bulletin.
     */
    private static final String BY_INDEX = "set local enable_seqscan = off";

    /** An address that has its delivery already keeps it. */
    private static final String QUEUE = """
            with notice as (
                select * from unnest($9::uuid[], $10::uuid[], $11::text[], $12::text[], $13::text[], $14::int[], $15::text[],
                        $16::boolean[], $17::boolean[], $18::timestamptz[], $19::timestamptz[], $20::timestamptz[],
                        $22::timestamptz[])
                    as n (recipient, account, route, address, language, step, unless, digest, first, due, open_until,
                        deadline, ready))
            insert into delivery (post_id, recipient_id, account_id, route, step, round, purpose, unless, digest, first,
                address, language, priority, through_pause, payer_kind, payer_id, estimate, due_at, open_until, deadline,
                ready_at, created_at, changed_at)
            select $1, recipient, account, route, step, $2, $3, unless, digest, first, address, language, $4, $5,
                case route when 'sms' then $6 end, case route when 'sms' then $7::uuid end,
                case route when 'sms' then $21::int end, due, open_until, deadline,
                case when due > ready and not digest then ready end, $8, $8
              from notice
            on conflict do nothing
            """;

    /**
     * Whom they reach; so whoever shares an address that had its delivery already is noted as reached by it. A statement of
     * its own, as it finds each delivery by its index: joined to the rows just queued it cost five times the queueing.
     */
    private static final String JOIN = """
            insert into delivery_person (delivery_id, person_id, account_id)
            select d.id, r.person, r.account
              from unnest($3::text[], $4::text[], $5::uuid[], $6::uuid[]) as r (route, address, person, account)
              join delivery d on d.post_id = $1 and d.address = r.address and d.route = r.route and d.round = $2
             where d.step < 100
            on conflict do nothing
            """;

    private static final String UNTOLD = """
            insert into untold (post_id, account_id, round, reason, at)
            select $1, u.account, $2, u.reason, $3 from unnest($4::uuid[], $5::text[]) as u (account, reason)
            on conflict do nothing
            """;

    private final SqlClient transaction;

    NoticeStore(SqlClient transaction) {
        this.transaction = transaction;
    }

    /**
     * A notice with its moments: when it would leave without a pause, when it may leave, until when without asking the pause
     * again, and when it is too late.
     */
    record Timed(Notice notice, Instant ready, Instant due, Instant openUntil, Instant deadline) {}

    /**
     * What all notices of one telling have in common.
     *
     * @param segments what a text message may cost
     */
    record Telling(
            PlanStore.Post post,
            int round,
            String purpose,
            int priority,
            boolean throughPause,
            int segments,
            Instant now) {}

    /** Somebody who cannot be told, and a word why. */
    record Untold(UUID account, String reason) {}

    /** Writes the deliveries; those that exist already stay as they are. */
    Future<Void> queue(Telling telling, List<Timed> notices) {
        Future<Void> written = transaction.query(BY_INDEX).execute().mapEmpty();
        for (int from = 0; from < notices.size(); from += ROWS_AT_ONCE) {
            var some = notices.subList(from, Math.min(from + ROWS_AT_ONCE, notices.size()));
            written = written.compose(before -> queueSome(telling, some));
        }
        return written;
    }

    private Future<Void> queueSome(Telling telling, List<Timed> notices) {
        var post = telling.post();
        var values = Tuple.tuple()
                .addUUID(post.id())
                .addInteger(telling.round())
                .addString(telling.purpose())
                .addInteger(telling.priority())
                .addBoolean(telling.throughPause())
                .addString(post.payer().kind())
                .addUUID(post.payer().id())
                .addOffsetDateTime(Moments.utc(telling.now()));
        columns(values, notices);
        values.addInteger(telling.segments());
        values.addArrayOfOffsetDateTime(
                notices.stream().map(one -> Moments.utc(one.ready())).toArray(OffsetDateTime[]::new));
        return transaction.preparedQuery(QUEUE).execute(values).compose(queued -> join(telling, notices));
    }

    private Future<Void> join(Telling telling, List<Timed> notices) {
        var values = Tuple.of(telling.post().id(), telling.round());
        people(values, notices);
        return transaction.preparedQuery(JOIN).execute(values).mapEmpty();
    }

    private static void columns(Tuple values, List<Timed> notices) {
        values.addArrayOfUUID(column(notices, one -> one.notice().recipient().person(), UUID[]::new))
                .addArrayOfUUID(column(notices, one -> one.notice().recipient().account(), UUID[]::new))
                .addArrayOfString(
                        column(notices, one -> one.notice().step().route().code(), String[]::new))
                .addArrayOfString(column(notices, one -> one.notice().address(), String[]::new))
                .addArrayOfString(column(notices, one -> one.notice().language(), String[]::new))
                .addArrayOfInteger(column(notices, one -> one.notice().step().place(), Integer[]::new))
                .addArrayOfString(
                        column(notices, one -> one.notice().step().unless().code(), String[]::new))
                .addArrayOfBoolean(column(notices, one -> one.notice().step().digest(), Boolean[]::new))
                .addArrayOfBoolean(column(notices, one -> one.notice().step().first(), Boolean[]::new))
                .addArrayOfOffsetDateTime(column(notices, one -> Moments.utc(one.due()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(column(notices, one -> Moments.utc(one.openUntil()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(column(notices, one -> Moments.utc(one.deadline()), OffsetDateTime[]::new));
    }

    private static void people(Tuple values, List<Timed> notices) {
        var readers = notices.stream()
                .flatMap(one -> one.notice().readers().stream().map(reader -> new Behind(one.notice(), reader)))
                .toList();
        values.addArrayOfString(
                        column(readers, behind -> behind.notice().step().route().code(), String[]::new))
                .addArrayOfString(column(readers, behind -> behind.notice().address(), String[]::new))
                .addArrayOfUUID(column(readers, behind -> behind.reader().person(), UUID[]::new))
                .addArrayOfUUID(column(readers, behind -> behind.reader().account(), UUID[]::new));
    }

    private record Behind(Notice notice, Notice.Reader reader) {}

    private static <F, T> T[] column(List<F> rows, Function<F, T> value, java.util.function.IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    /** Notes who cannot be told, once a round. */
    Future<Void> untold(Telling telling, List<Untold> people) {
        if (people.isEmpty()) {
            return Future.succeededFuture();
        }
        return transaction
                .preparedQuery(UNTOLD)
                .execute(Tuple.of(telling.post().id(), telling.round(), Moments.utc(telling.now()))
                        .addArrayOfUUID(column(people, Untold::account, UUID[]::new))
                        .addArrayOfString(column(people, Untold::reason, String[]::new)))
                .mapEmpty();
    }
}
