package fr.preau.hub.reach;

import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** A town with one school and one class, written straight into the database. */
public final class ReachTown {
    static final UUID SCHOOL = new UUID(1, 1);
    static final UUID CLASS = new UUID(1, 2);
    private static final UUID TOWN = new UUID(1, 3);
    private static final UUID OFFICER = new UUID(1, 4);

    private final Pool pool;
    private int children;
    private int posts;

    public ReachTown(Pool pool) {
        this.pool = pool;
        run("""
                with te as (insert into territory (name) values ('Est') returning id),
                t as (insert into town (id, territory_id, insee, name) select $1, id, '93048', 'Montreuil' from te),
                s as (insert into school (id, uai, name, town_id) values ($2, '0930001A', 'École Jean Zay', $1)),
                k as (insert into school_class (id, school_id, name) values ($3, $2, 'CE1 B')),
                p as (insert into person (id, family_name, given_name) values ($4, 'Mairie', 'Agent')),
                a as (insert into account (id, person_id, profile, login, activated_at)
                      values ($4, $4, 'officer', 'officer', now()))
                insert into assignment (account_id, role, town_id, service) values ($4, 'officer', $1, 'canteen')
                """, TOWN, SCHOOL, CLASS, OFFICER);
    }

    /** A guardian of a new child in the class; {@code phone} may be null. */
    public UUID guardian(String phone, String language, boolean app) {
        var person = new UUID(2, ++children);
        run(
                "insert into person (id, family_name, given_name, phone_mobile, language) values ($1, 'Parent', 'P', $2, $3)",
                person,
                phone,
                language);
        run("""
                insert into account (id, person_id, profile, login, activated_at)
                values ($1, $1, 'guardian', 'g' || $2::text, case when $3 then now() end)
                """, person, Integer.toString(children), app);
        childOf(person, "Enfant" + children);
        return person;
    }

    public UUID guardian(String phone) {
        return guardian(phone, "fr", false);
    }

    public void childOf(UUID guardian, String given) {
        var child = new UUID(3, ++children);
        run("insert into person (id, family_name, given_name) values ($1, 'Dupré', $2)", child, given);
        run("insert into pupil (person_id, school_id, class_id) values ($1, $2, $3)", child, SCHOOL, CLASS);
        run("insert into guardianship (guardian_id, pupil_id) values ($1, $2)", guardian, child);
    }

    /** So many guardians at once, each with a telephone of their own. */
    public void crowd(int size) {
        run("""
                with n as (select i, ('00000000-0000-0009-0000-' || lpad(to_hex(i), 12, '0'))::uuid as g,
                               ('00000000-0000-000a-0000-' || lpad(to_hex(i), 12, '0'))::uuid as c
                             from generate_series(1, $1::int) i),
                p as (insert into person (id, family_name, given_name, phone_mobile)
                      select g, 'Foule', 'P' || i, '+3363998' || lpad(i::text, 5, '0') from n
                      union all select c, 'Foule', 'C' || i, null from n),
                a as (insert into account (id, person_id, profile, login) select g, g, 'guardian', 'crowd' || i from n),
                u as (insert into pupil (person_id, school_id, class_id) select c, $2, $3 from n)
                insert into guardianship (guardian_id, pupil_id) select g, c from n
                """, size, SCHOOL, CLASS);
        run("analyze");
    }

    public UUID channel(String kind) {
        run("select open_missing_channels()");
        return rows("select id from channel where kind = $1 and (service is null or service = 'canteen') limit 1", kind)
                .getFirst()
                .getUUID(0);
    }

    /** A bulletin of the canteen to the whole town, with its outbox row. */
    public UUID bulletin(String title, String body, Instant at) {
        return post("town_bulletin", "routine", title, body, at);
    }

    public UUID post(String kind, String urgency, String title, String body, Instant at) {
        var post = new UUID(4, ++posts);
        boolean targeted = kind.equals("town_bulletin");
        run("""
                with c as (update channel set last_seq = last_seq + 1 where id = $2 returning last_seq),
                p as (insert into post (id, channel_id, seq, author_id, client_key, urgency, title, body, targeted,
                        created_at, search_text)
                      select $1, $2, last_seq, $3, $9, $4, $5, $6, $7, $8, '' from c)
                insert into outbox (post_id, cause, created_at) values ($1, 'posted', $8)
                """, post, channel(kind), OFFICER, urgency, title, body, targeted, Moments.utc(at), post.toString());
        if (targeted) {
            run("insert into post_audience (post_id, scope, ref) values ($1, 'town', $2)", post, TOWN);
        }
        return post;
    }

    public void recall(UUID post, Instant at) {
        run("update post set recalled_at = $2 where id = $1", post, Moments.utc(at));
        run("insert into outbox (post_id, cause, created_at) values ($1, 'recalled', $2)", post, Moments.utc(at));
    }

    public void edit(UUID post, String body, Instant at) {
        run("update post set body = $2, edited_at = $3 where id = $1", post, body, Moments.utc(at));
    }

    public void run(String sql, Object... values) {
        rows(sql, values);
    }

    public List<Row> rows(String sql, Object... values) {
        return await(pool.preparedQuery(sql).execute(Tuple.from(values)).map(set -> {
            var rows = new ArrayList<Row>();
            set.forEach(rows::add);
            return rows;
        }));
    }

    /** How many deliveries are in each state, as {@code delivered=2 pending=1}. */
    public String states() {
        return rows("""
                select coalesce(string_agg(state || '=' || n, ' ' order by state), '')
                  from (select state, count(*) as n from delivery group by state) x
                """).getFirst().getString(0);
    }

    public long number(String sql, Object... values) {
        return rows(sql, values).getFirst().getLong(0);
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a test took too long", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
