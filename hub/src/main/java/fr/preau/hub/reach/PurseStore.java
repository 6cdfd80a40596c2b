package fr.preau.hub.reach;

import fr.preau.channels.reach.Purse;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What payers have left, and what waits or was left out because they had nothing. */
final class PurseStore {
    /** A weekend: what was left out before that is no news any more. */
    private static final Duration STILL_NEWS = Duration.ofDays(3);

    private static final String LEFT = """
            select b.day_cap - coalesce(d.segments, 0) as today, b.month_cap - coalesce(m.segments, 0) as month
              from sms_budget b
              left join sms_spent d on d.payer_kind = b.payer_kind and d.payer_id = b.payer_id and d.unit = 'day'
                and d.period = $3
              left join sms_spent m on m.payer_kind = b.payer_kind and m.payer_id = b.payer_id and m.unit = 'month'
                and m.period = date_trunc('month', $3::date)
             where b.payer_kind = $1 and b.payer_id = $2
            """;

    private static final String PAYER = "select payer_kind, payer_id from channel_payer where channel_id = $1";

    /** Its window is opened by the pause's own book, which looks at all that is past its window. */
    private static final String RELEASE = """
            with held as materialized (
                select id from delivery
                 where payer_kind = $1 and payer_id = $2 and state = 'pending' and reason = 'over_budget' and deadline > $3
                 order by id for update)
            update delivery d set due_at = $3, open_until = '-infinity', reason = null, changed_at = $3
              from held where d.id = held.id
            returning d.post_id
            """;

    /**
     * The ladder of a post begins anew for those whom it left out; who has a delivery keeps it, and who needs none gets none.
     */
    private static final String RESUME = """
            with out as (
                delete from untold u using post p join channel_payer y on y.channel_id = p.channel_id
                 where p.id = u.post_id and u.reason = 'no_budget' and u.at > $4
                   and y.payer_kind = $1 and y.payer_id = $2
                   and p.recalled_at is null and (p.valid_until is null or p.valid_until > $3)
                returning u.post_id, u.round)
            insert into outbox (post_id, cause, stage, round, due_at, created_at)
            select distinct post_id, case round when 0 then 'escalated' else 'reminded' end, 0, round, $3::timestamptz,
                $3::timestamptz
              from out
            returning post_id
            """;

    private final SqlClient client;

    PurseStore(SqlClient client) {
        this.client = client;
    }

    Future<PlanStore.Payer> payer(UUID channel) {
        return client.preparedQuery(PAYER).execute(Tuple.of(channel)).map(rows -> {
            Row row = rows.iterator().next();
            return new PlanStore.Payer(row.getString("payer_kind"), row.getUUID("payer_id"));
        });
    }

    /** What is left on a day and in its month. Where nobody pays or nothing was set there is no limit. */
    Future<Purse> left(PlanStore.Payer payer, LocalDate day) {
        return client.preparedQuery(LEFT)
                .execute(Tuple.of(payer.kind(), payer.id(), day))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(row -> Purse.left(row.getInteger("today"), row.getInteger("month")))
                        .orElse(Purse.OPEN));
    }

    /** Has what was held back looked at once more; returns the posts. */
    Future<List<UUID>> release(PlanStore.Payer payer, Instant now) {
        return client.preparedQuery(RELEASE)
                .execute(Tuple.of(payer.kind(), payer.id(), Moments.utc(now)))
                .map(PurseStore::posts);
    }

    /** Has those planned once more who were left out; returns the posts. */
    Future<List<UUID>> resume(PlanStore.Payer payer, Instant now) {
        return client.preparedQuery(RESUME)
                .execute(Tuple.of(payer.kind(), payer.id(), Moments.utc(now), Moments.utc(now.minus(STILL_NEWS))))
                .map(PurseStore::posts);
    }

    private static List<UUID> posts(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("post_id"))
                .toList();
    }
}
