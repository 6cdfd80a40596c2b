package fr.preau.hub.budget;

import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Budgets, what is used of them, and what messages came to. */
final class BudgetStore {

    /**
     * Who has to do with a payer: the head and the inspector look, the town's officers and the operator of the territory look
     * and set.
     */
    private static final String RIGHT = """
            select max(case when s.role in ('head', 'inspector') then 1 else 2 end) as may
              from assignment s
              left join school k on $2 = 'school' and k.id = $3
              left join town t on t.id = case $2 when 'school' then k.town_id when 'town' then $3::uuid end
              left join inspection_district i on $2 = 'district' and i.id = $3
             where s.account_id = $1 and s.ended_at is null and (
                s.role = 'head' and s.school_id = k.id
                or s.role = 'inspector' and s.district_id = i.id
                or s.role = 'officer' and s.town_id = t.id
                or s.role = 'operator' and s.territory_id in (t.territory_id, i.territory_id))
            """;

    private static final String READ = """
            select b.day_cap, b.month_cap, coalesce(d.segments, 0) as day, coalesce(m.segments, 0) as month
              from (values ($1::text, $2::uuid)) as p (kind, id)
              left join sms_budget b on b.payer_kind = p.kind and b.payer_id = p.id
              left join sms_spent d on d.payer_kind = p.kind and d.payer_id = p.id and d.unit = 'day' and d.period = $3
              left join sms_spent m on m.payer_kind = p.kind and m.payer_id = p.id and m.unit = 'month'
                and m.period = date_trunc('month', $3::date)
            """;

    private static final String SET = """
            insert into sms_budget (payer_kind, payer_id, day_cap, month_cap, set_by, set_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (payer_kind, payer_id) do update
               set day_cap = excluded.day_cap, month_cap = excluded.month_cap, set_by = excluded.set_by, set_at = excluded.set_at
            """;

    private static final String MONTHS = """
            select to_char(m.period, 'YYYY-MM') as month, m.segments,
                m.archived + (select count(*) from delivery d
                  where d.payer_kind = $1 and d.payer_id = $2 and d.route = 'sms' and d.charged > 0
                    and d.created_at >= m.period - interval '40 days' and d.created_at < m.period + interval '33 days'
                    and date_trunc('month', d.charged_on) = m.period) as messages
              from sms_spent m
             where m.payer_kind = $1 and m.payer_id = $2 and m.unit = 'month'
             order by m.period desc limit $3
            """;

    private final Pool pool;

    BudgetStore(Pool pool) {
        this.pool = pool;
    }

    /** Who pays. */
    record Payer(String kind, UUID id) {}

    /** What somebody may do with a payer's budget. */
    enum Right {
        NONE,
        SEE,
        SET
    }

    /** Caps and what is used, in segments; no cap is no limit. */
    record Budget(@Nullable Integer dayCap, @Nullable Integer monthCap, int usedToday, int usedThisMonth) {}

    /** What a month came to so far. */
    record Month(String month, long messages, int segments) {}

    Future<Right> right(UUID account, Payer payer) {
        return pool.preparedQuery(RIGHT)
                .execute(Tuple.of(account, payer.kind(), payer.id()))
                .map(rows -> {
                    var may = rows.iterator().next().getInteger("may");
                    return may == null ? Right.NONE : Right.values()[may];
                });
    }

    Future<Budget> read(Payer payer, LocalDate today) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(payer.kind(), payer.id(), today))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Budget(
                            row.getInteger("day_cap"),
                            row.getInteger("month_cap"),
                            row.getInteger("day"),
                            row.getInteger("month"));
                });
    }

    Future<Void> set(
            SqlClient transaction,
            Payer payer,
            @Nullable Integer dayCap,
            @Nullable Integer monthCap,
            UUID by,
            Instant now) {
        return transaction
                .preparedQuery(SET)
                .execute(Tuple.of(payer.kind(), payer.id(), dayCap, monthCap, by, Moments.utc(now)))
                .mapEmpty();
    }

    /** The last months in which anything was sent, the newest first. */
    Future<List<Month>> months(Payer payer, int most) {
        return pool.preparedQuery(MONTHS)
                .execute(Tuple.of(payer.kind(), payer.id(), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row ->
                                new Month(row.getString("month"), row.getLong("messages"), row.getInteger("segments")))
                        .toList());
    }
}
