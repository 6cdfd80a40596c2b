package fr.preau.hub.sms;

import fr.preau.channels.bulletin.Scope;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What telephones answered to a town's bulletins. */
final class BulletinAnswerStore {
    /**
     * An answer as the officers of the service see it.
     *
     * @param title of the bulletin; none of one that has none or was recalled
     * @param from who answered, and
     * @param children for whom: of families on the service's own lists only, as all that a town sees
     */
    record Given(
            long id,
            Instant at,
            UUID post,
            @Nullable String title,
            String text,
            @Nullable String from,
            List<String> children) {}

    private static final String KEEP = """
            update sms_inbound set state = 'unread', account_id = $2, about = $3, settled_at = $4
             where id = $1 and state in ('received', 'asked')
            """;

    private static final String LIST = """
            select i.id, i.received_at, p.id as post_id, case when p.recalled_at is null then p.title end as title, i.body,
                   kids.names,
                   case when cardinality(kids.names) > 0 then
                       display_name(a.profile, q.civility, q.given_name, q.family_name, q.usage_name) end as name
              from sms_inbound i
              join post p on p.id = i.about
              join account a on a.id = i.account_id
              join person q on q.id = a.person_id
              cross join lateral (
                select array(
                    select distinct display_name('pupil', n.civility, n.given_name, n.family_name, n.usage_name)
                      from guardianship g
                      join enrolment e on e.pupil_id = g.pupil_id and e.ended_at is null and e.activity = any ($2)
                      join person n on n.id = g.pupil_id
                     where g.guardian_id = q.id and g.ended_at is null
                     order by 1) as names) kids
             where p.channel_id = $1 and i.id < $3
             order by i.id desc limit $4
            """;

    private final Pool pool;

    BulletinAnswerStore(Pool pool) {
        this.pool = pool;
    }

    /** Lays an answer where the service reads it; one that has its end keeps it. */
    Future<Void> keep(long inbound, UUID account, UUID bulletin, Instant now) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(inbound, account, bulletin, Moments.utc(now)))
                .mapEmpty();
    }

    /** Answers to the bulletins of a service's channel, the latest first, before a place in that order. */
    Future<List<Given>> list(UUID channel, String service, long before, int limit) {
        String[] lists = Stream.of(Scope.values())
                .filter(scope -> scope.openTo(service))
                .map(Scope::code)
                .toArray(String[]::new);
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(channel)
                        .addArrayOfString(lists)
                        .addLong(before)
                        .addInteger(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(BulletinAnswerStore::given)
                        .toList());
    }

    private static Given given(Row row) {
        return new Given(
                row.getLong("id"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getUUID("post_id"),
                row.getString("title"),
                row.getString("body"),
                row.getString("name"),
                List.of(row.getArrayOfStrings("names")));
    }
}
