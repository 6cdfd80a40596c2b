package fr.preau.hub.reach;

import fr.preau.channels.reach.Route;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Rounds of corrections and whom they go to, in the caller's transaction. */
final class CorrectionStore {
    /** The round of a correction whose notices still wait for another edit, else a new one. */
    private static final String ROUND = """
            with recent as (
                select round from post_round where post_id = $1 and purpose = 'correction' and at > $3
                 order by round desc limit 1),
            opened as (
                insert into post_round (post_id, round, purpose, actor_id, at)
                select $1, coalesce((select max(round) from post_round where post_id = $1), 0) + 1, 'correction',
                    coalesce((
                        select actor_id from post_event where post_id = $1 and kind = 'edited' order by seq desc limit 1),
                        (select author_id from post where id = $1)), $2
                 where not exists (select 1 from recent)
                returning round)
            select round from recent union all select round from opened
            """;

    /** Addresses where an old text lies or may lie. Where something still waits it leaves in the new form by itself. */
    private static final String TOLD = """
            select distinct d.route, d.address from delivery_ever d
             where d.post_id = $1 and d.state in ('sending', 'unknown', 'submitted', 'delivered') and d.address <> ''
               and not exists (select 1 from delivery w where w.post_id = $1 and w.route = d.route and w.address = d.address
                    and w.state = 'pending')
            """;

    private final SqlClient transaction;

    CorrectionStore(SqlClient transaction) {
        this.transaction = transaction;
    }

    /** An address that was told. */
    record Told(Route route, String address) {}

    /** All that were told and have nothing waiting. */
    Future<Set<Told>> told(UUID post) {
        return transaction
                .preparedQuery(TOLD)
                .execute(Tuple.of(post))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Told(Route.of(row.getString("route")), row.getString("address")))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The round that a correction of now belongs to. */
    Future<Integer> round(UUID post, Instant now, Duration wait) {
        return transaction
                .preparedQuery(ROUND)
                .execute(Tuple.of(post, Moments.utc(now), Moments.utc(now.minus(wait))))
                .map(rows -> rows.iterator().next().getInteger("round"));
    }
}
