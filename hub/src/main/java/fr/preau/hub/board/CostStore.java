package fr.preau.hub.board;

import fr.preau.hub.reach.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What text messages came to. */
final class CostStore {
    /** Of one kind of channel, and of one service for bulletins. */
    record Line(String kind, @Nullable String service, int messages, int segments) {}

    private static final String COSTS = """
            select c.kind, c.service, count(*)::int as messages, coalesce(sum(d.segments), 0)::int as segments
              from delivery d join post p on p.id = d.post_id join channel c on c.id = p.channel_id
             where d.route = 'sms' and d.payer_kind = $1 and d.payer_id = $2 and d.created_at >= $3 and d.created_at < $4
               and d.segments is not null
             group by 1, 2 order by 4 desc, 1, 2
            """;

    private static final String OFFICER = """
            select 1 from assignment where account_id = $1 and town_id = $2 and role = 'officer' and ended_at is null
            """;

    private final Pool pool;

    CostStore(Pool pool) {
        this.pool = pool;
    }

    /** Whether this account works for the town. */
    Future<Boolean> worksFor(UUID account, UUID town) {
        return pool.preparedQuery(OFFICER).execute(Tuple.of(account, town)).map(rows -> rows.size() > 0);
    }

    /** @param payer {@code school} or {@code town} */
    Future<List<Line>> costs(String payer, UUID id, Instant from, Instant to) {
        return pool.preparedQuery(COSTS)
                .execute(Tuple.of(payer, id, Moments.utc(from), Moments.utc(to)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Line(
                                row.getString("kind"),
                                row.getString("service"),
                                row.getInteger("messages"),
                                row.getInteger("segments")))
                        .toList());
    }
}
