package fr.preau.hub.email;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.Discretion;
import fr.preau.channels.reach.NamesInText.ChildName;
import fr.preau.channels.template.TemplateBook;
import fr.preau.hub.conversation.PostText;
import fr.preau.hub.reach.ChildNameStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what e-mails about a post are made of. */
final class LetterStore {
    private static final String POST = """
            select p.id, p.channel_id, p.seq, c.kind, p.urgency, p.title, p.body, p.goal, c.service,
                coalesce(t.territory_id, i.territory_id) as territory_id,
                case c.kind when 'town_bulletin' then t.name when 'class_families' then s.name || ', ' || k.name
                    when 'inspection' then i.name else coalesce(s.name, w.name, t.name) end as place,
                display_name(a.profile, q.civility, q.given_name, q.family_name, q.usage_name) as author
              from post p
              join channel c on c.id = p.channel_id
              join account a on a.id = p.author_id
              join person q on q.id = a.person_id
              left join school_class k on k.id = c.class_id
              left join pupil u on u.person_id = c.pupil_id
              left join inspection_district i on i.id = c.district_id
              left join lateral (
                    select coalesce(max(m.school_id::text), max(n.school_id::text))::uuid as school_id
                      from account x
                      left join assignment m on m.account_id = x.id and m.ended_at is null
                      left join guardianship g on g.guardian_id = x.person_id and g.ended_at is null
                      left join pupil n on n.person_id = g.pupil_id and n.left_at is null
                     where c.kind = 'direct' and x.id in (c.account_a, c.account_b)) d on true
              left join school s on s.id = coalesce(c.school_id, k.school_id, u.school_id)
              left join school w on w.id = coalesce(d.school_id, (select id from school where district_id = i.id limit 1))
              left join town t on t.id = coalesce(c.town_id, s.town_id, w.town_id)
             where p.id = $1
            """;

    private final Pool pool;
    private final ChildNameStore names;

    LetterStore(Pool pool) {
        this.pool = pool;
        this.names = new ChildNameStore(pool);
    }

    /** A post's letter, open, with the children whom it might name. */
    record Read(Letter open, List<ChildName> children) {

        /** The letter as it may leave. Takes up to a second in a large town. */
        Letter letter() {
            return discreet() ? open.sealed() : open;
        }

        private boolean discreet() {
            return Discretion.keeps(open.kind(), open.title().orElse("") + " " + open.plain(), children);
        }
    }

    /** The post as it is now. */
    Future<Read> read(UUID post) {
        return pool.preparedQuery(POST).execute(Tuple.of(post)).compose(rows -> {
            var letter = letter(rows.iterator().next());
            return names.behind(post).map(children -> new Read(letter, children));
        });
    }

    private static Letter letter(Row row) {
        var body = row.getString("body");
        return new Letter(
                row.getUUID("id"),
                row.getUUID("channel_id"),
                row.getLong("seq"),
                ChannelKind.of(row.getString("kind")),
                Urgency.of(row.getString("urgency")),
                row.getUUID("territory_id"),
                row.getString("place"),
                Optional.ofNullable(row.getString("service")),
                row.getString("author"),
                Optional.ofNullable(row.getString("title")),
                PostText.html(body),
                PostText.plain(body),
                "signed".equals(row.getString("goal")),
                false,
                TemplateBook.STANDARD);
    }
}
