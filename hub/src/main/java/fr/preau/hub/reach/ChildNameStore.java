package fr.preau.hub.reach;

import fr.preau.channels.reach.NamesInText.ChildName;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The children whose names must not leave the house with a post. */
public final class ChildNameStore {
    private static final String CHILDREN = """
            select q.given_name, x.family_name
              from post p
              join channel c on c.id = p.channel_id
              join pupil u on u.left_at is null and (u.class_id = c.class_id or u.school_id = c.school_id
                or u.school_id in (select s.id from school s where s.town_id = c.town_id))
              join person q on q.id = u.person_id
              cross join lateral (values (q.family_name), (q.usage_name)) as x (family_name)
             where p.id = $1 and x.family_name is not null
            """;

    private final Pool pool;

    public ChildNameStore(Pool pool) {
        this.pool = pool;
    }

    /** Those of the post's class, school or town. */
    public Future<List<ChildName>> behind(UUID post) {
        return pool.preparedQuery(CHILDREN)
                .execute(Tuple.of(post))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new ChildName(row.getString("given_name"), row.getString("family_name")))
                        .toList());
    }
}
