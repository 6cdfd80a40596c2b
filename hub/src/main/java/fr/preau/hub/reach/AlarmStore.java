package fr.preau.hub.reach;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once a day and a month that most of a budget is used; of several nodes one says it. */
final class AlarmStore {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmStore.class);

    private static final String NEARLY_USED = """
            update sms_spent s set warned = true
              from sms_budget b
             where b.payer_kind = s.payer_kind and b.payer_id = s.payer_id and not s.warned
               and s.period = case s.unit when 'day' then $1::date else date_trunc('month', $1::date)::date end
               and s.segments >= 0.8 * case s.unit when 'day' then b.day_cap else b.month_cap end
            returning s.payer_kind, s.payer_id, s.unit, s.segments,
                case s.unit when 'day' then b.day_cap else b.month_cap end as cap
            """;

    private final Pool pool;

    AlarmStore(Pool pool) {
        this.pool = pool;
    }

    Future<Void> look(LocalDate today) {
        return pool.preparedQuery(NEARLY_USED).execute(Tuple.of(today)).map(rows -> {
            rows.forEach(row -> LOG.warn(
                    "SMS budget of {} {}: {} of {} segments of the {} are used",
                    row.getString("payer_kind"),
                    row.getUUID("payer_id"),
                    row.getInteger("segments"),
                    row.getInteger("cap"),
                    row.getString("unit")));
            return null;
        });
    }
}
