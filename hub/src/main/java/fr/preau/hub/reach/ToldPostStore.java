package fr.preau.hub.reach;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.Discretion;
import fr.preau.channels.reach.NamesInText.ChildName;
import fr.preau.hub.conversation.PostText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what a route says of a post: the same for every route. */
public final class ToldPostStore {
    /** Two people are told the school of one of them. */
    private static final String POST = """
            select p.id, p.channel_id, p.seq, c.kind, p.urgency, p.title, p.body, p.goal, c.service, l.territory_id,
                coalesce(case c.kind when 'town_bulletin' then t.name when 'inspection' then i.name
                    when 'class_families' then s.name || ', ' || k.name else s.name end, w.name, 'Préau') as place,
                display_name(a.profile, q.civility, q.given_name, q.family_name, q.usage_name) as author
              from post p
              join channel c on c.id = p.channel_id
              join channel_place l on l.channel_id = c.id
              join account a on a.id = p.author_id
              join person q on q.id = a.person_id
              left join school_class k on k.id = c.class_id
              left join inspection_district i on i.id = l.district_id
              left join school s on s.id = l.school_id
              left join town t on t.id = l.town_id
              left join lateral (
                    select coalesce(max(m.school_id::text), max(n.school_id::text))::uuid as school_id
                      from account x
                      left join assignment m on m.account_id = x.id and m.ended_at is null
                      left join guardianship g on g.guardian_id = x.person_id and g.ended_at is null
                      left join pupil n on n.person_id = g.pupil_id and n.left_at is null
                     where c.kind = 'direct' and x.id in (c.account_a, c.account_b)) d on true
              left join school w on w.id = d.school_id
             where p.id = $1
            """;

    private final Vertx vertx;
    private final Pool pool;
    private final ChildNameStore names;

    public ToldPostStore(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
        this.names = new ChildNameStore(pool);
    }

    /** The post as it is now. */
    public Future<ToldPost> read(UUID post) {
        return pool.preparedQuery(POST).execute(Tuple.of(post)).compose(rows -> {
            var row = rows.iterator().next();
            return names.behind(post)
                    // A town has tens of thousands of names: too many to look through on an event loop.
                    .compose(children -> vertx.executeBlocking(() -> told(row, children), false));
        });
    }

    private static ToldPost told(Row row, List<ChildName> children) {
        var kind = ChannelKind.of(row.getString("kind"));
        var title = Optional.ofNullable(row.getString("title"));
        var body = row.getString("body");
        return new ToldPost(
                row.getUUID("id"),
                row.getUUID("channel_id"),
                row.getLong("seq"),
                kind,
                Urgency.of(row.getString("urgency")),
                row.getUUID("territory_id"),
                row.getString("place"),
                Optional.ofNullable(row.getString("service")),
                row.getString("author"),
                title,
                body,
                "signed".equals(row.getString("goal")),
                Discretion.keeps(kind, title.orElse("") + " " + PostText.plain(body), children));
    }
}
