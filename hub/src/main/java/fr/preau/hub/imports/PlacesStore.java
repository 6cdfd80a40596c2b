package fr.preau.hub.imports;

import fr.preau.channels.roll.Link;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people are in a school: pupils in classes, guardians of children, teachers and heads. */
final class PlacesStore {
    /** A pupil's place. */
    record Seat(UUID person, String className, String ine) {}

    /** What somebody is in the school: head, or teacher of a class or of none. */
    record Post(UUID person, String role, @Nullable String className) {}

    private static final String OPEN_CLASSES = """
            insert into school_class (school_id, name, level)
            select $1, * from unnest($2::text[], $3::text[])
            on conflict (school_id, name) do update set ended_at = null, level = excluded.level
            """;

    private static final String CLOSE_CLASSES = """
            with closed as (
                update school_class set ended_at = $3 where school_id = $1 and name = any($2) and ended_at is null
                returning id)
            update assignment set ended_at = $3 where class_id in (select id from closed) and ended_at is null
            """;

    private static final String SEAT = """
            insert into pupil (person_id, school_id, class_id, ine)
            select x.person, $1, c.id, nullif(x.ine, '')
              from unnest($2::uuid[], $3::text[], $4::text[]) as x (person, class, ine)
              left join school_class c on c.school_id = $1 and c.name = x.class
            on conflict (person_id) do update
               set class_id = excluded.class_id, ine = coalesce(excluded.ine, pupil.ine), left_at = null
            """;

    private static final String PUPILS_LEAVE =
            "update pupil set left_at = $2 where person_id = any($1) and left_at is null";

    private static final String LINK = """
            insert into guardianship (guardian_id, pupil_id)
            select * from unnest($1::uuid[], $2::uuid[])
            on conflict (guardian_id, pupil_id) do update set ended_at = null where guardianship.set_by = 'import'
            """;

    private static final String UNLINK = """
            update guardianship g set ended_at = $3 from unnest($1::uuid[], $2::uuid[]) as x (guardian, pupil)
             where g.guardian_id = x.guardian and g.pupil_id = x.pupil and g.set_by = 'import' and g.ended_at is null
            """;

    private static final String STAFF = """
            update account a set profile = x.profile from unnest($1::uuid[], $2::text[]) as x (person, profile)
             where a.person_id = x.person and a.profile in ('teacher', 'head') and a.profile <> x.profile
            """;

    private static final String POSTS = """
            insert into assignment (account_id, role, school_id, class_id)
            select a.id, x.role, $1, c.id
              from unnest($2::uuid[], $3::text[], $4::text[]) as x (person, role, class)
              join account a on a.person_id = x.person and a.profile in ('teacher', 'head')
              left join school_class c on c.school_id = $1 and c.name = x.class
            on conflict (account_id, role, school_id, class_id, district_id, town_id, service, territory_id)
               do update set ended_at = null
            """;

    private static final String POSTS_END = """
            update assignment s set ended_at = $5
              from unnest($2::uuid[], $3::text[], $4::text[]) as x (person, role, class)
              join account a on a.person_id = x.person and a.profile in ('teacher', 'head')
              left join school_class c on c.school_id = $1 and c.name = x.class
             where s.account_id = a.id and s.role = x.role and s.school_id = $1
               and s.class_id is not distinct from c.id and s.ended_at is null
            """;

    private final SqlConnection connection;
    private final UUID school;

    PlacesStore(SqlConnection connection, UUID school) {
        this.connection = connection;
        this.school = school;
    }

    /** @param levels names of classes, each with the levels taught there */
    Future<Void> openClasses(Map<String, String> levels) {
        return run(
                levels.isEmpty(),
                OPEN_CLASSES,
                Tuple.of(
                        school,
                        levels.keySet().toArray(String[]::new),
                        levels.values().toArray(String[]::new)));
    }

    Future<Void> closeClasses(Collection<String> names, OffsetDateTime at) {
        return run(names.isEmpty(), CLOSE_CLASSES, Tuple.of(school, names.toArray(String[]::new), at));
    }

    /** Gives pupils a place in a class, or another one. */
    Future<Void> seat(List<Seat> seats) {
        return run(
                seats.isEmpty(),
                SEAT,
                Tuple.of(school, ids(seats, Seat::person), texts(seats, Seat::className), texts(seats, Seat::ine)));
    }

    Future<Void> pupilsLeave(Collection<UUID> pupils, OffsetDateTime at) {
        return run(pupils.isEmpty(), PUPILS_LEAVE, Tuple.of(pupils.toArray(UUID[]::new), at));
    }

    Future<Void> link(Collection<Link> links) {
        List<Link> rows = List.copyOf(links);
        return run(rows.isEmpty(), LINK, links(rows));
    }

    Future<Void> unlink(Collection<Link> links, OffsetDateTime at) {
        List<Link> rows = List.copyOf(links);
        return run(rows.isEmpty(), UNLINK, links(rows).addOffsetDateTime(at));
    }

    /** Sets whether people sign in as a head or as a teacher; their password stays. */
    Future<Void> staff(Map<UUID, String> profiles) {
        return run(
                profiles.isEmpty(),
                STAFF,
                Tuple.tuple()
                        .addArrayOfUUID(profiles.keySet().toArray(UUID[]::new))
                        .addArrayOfString(profiles.values().toArray(String[]::new)));
    }

    Future<Void> take(List<Post> posts) {
        return run(posts.isEmpty(), POSTS, posts(posts));
    }

    Future<Void> end(List<Post> posts, OffsetDateTime at) {
        return run(posts.isEmpty(), POSTS_END, posts(posts).addOffsetDateTime(at));
    }

    private Tuple posts(List<Post> posts) {
        return Tuple.of(school, ids(posts, Post::person), texts(posts, Post::role), texts(posts, Post::className));
    }

    private static Tuple links(List<Link> rows) {
        return Tuple.tuple().addArrayOfUUID(ids(rows, Link::guardian)).addArrayOfUUID(ids(rows, Link::pupil));
    }

    private Future<Void> run(boolean nothing, String sql, Tuple values) {
        return nothing
                ? Future.succeededFuture()
                : connection.preparedQuery(sql).execute(values).mapEmpty();
    }

    private static <T> UUID[] ids(List<T> rows, Function<T, UUID> id) {
        return rows.stream().map(id).toArray(UUID[]::new);
    }

    private static <T> String[] texts(List<T> rows, Function<T, @Nullable String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }
}
