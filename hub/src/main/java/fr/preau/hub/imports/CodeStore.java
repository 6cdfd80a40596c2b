package fr.preau.hub.imports;

import fr.preau.channels.identity.ActivationCode;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.imports.ActivationSheet.Line;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Activation codes of a school's accounts. Only their hashes are kept. */
final class CodeStore {
    private static final String UNUSED = """
            select a.id from account a
             where a.ended_at is null and a.activated_at is null and (
                (a.profile = 'pupil' and exists (
                    select from pupil p where p.person_id = a.person_id and p.school_id = $1 and p.left_at is null))
                or (a.profile = 'guardian' and exists (
                    select from guardianship g join pupil p on p.person_id = g.pupil_id
                     where g.guardian_id = a.person_id and g.ended_at is null
                       and p.school_id = $1 and p.left_at is null))
                or exists (
                    select from assignment s where s.account_id = a.id and s.school_id = $1 and s.ended_at is null))
            """;

    private static final String ISSUE = """
            update account a set activation_hash = x.hash, activation_until = $3
              from unnest($1::uuid[], $2::bytea[]) as x (id, hash)
             where a.id = x.id and a.activated_at is null and a.ended_at is null
            """;

    private static final String LINES = """
            select a.id, a.profile, a.login, n.family_name, n.usage_name, n.given_name,
                coalesce(own.name, children.classes, posts.classes, '') as place, coalesce(children.names, '') as about
              from account a join person n on n.id = a.person_id
              left join lateral (
                select c.name from pupil p join school_class c on c.id = p.class_id
                 where a.profile = 'pupil' and p.person_id = a.person_id) own on true
              left join lateral (
                select string_agg(distinct c.name, ', ' order by c.name) as classes,
                    string_agg(distinct k.given_name || ' ' || k.family_name, ', ') as names
                  from guardianship g join pupil p on p.person_id = g.pupil_id and p.left_at is null
                  join person k on k.id = p.person_id left join school_class c on c.id = p.class_id
                 where a.profile = 'guardian' and g.guardian_id = a.person_id and g.ended_at is null
                   and p.school_id = $2) children on true
              left join lateral (
                select string_agg(c.name, ', ' order by c.name) as classes
                  from assignment s join school_class c on c.id = s.class_id
                 where s.account_id = a.id and s.ended_at is null and s.school_id = $2) posts on true
             where a.id = any($1) and a.activated_at is null and a.ended_at is null
             order by array_position(array['head', 'teacher', 'staff', 'guardian', 'pupil'], a.profile), place,
                n.family_name, n.given_name, a.login
            """;

    private final SqlConnection connection;
    private final UUID school;

    CodeStore(SqlConnection connection, UUID school) {
        this.connection = connection;
        this.school = school;
    }

    /** The school's accounts that nobody has used yet. */
    Future<List<UUID>> unused() {
        return connection.preparedQuery(UNUSED).execute(Tuple.of(school)).map(rows -> {
            List<UUID> ids = new ArrayList<>();
            rows.forEach(row -> ids.add(row.getUUID("id")));
            return ids;
        });
    }

    /** Gives accounts these codes in place of any they had; an account in use, or ended, keeps what it has. */
    Future<List<Line>> issue(Map<UUID, ActivationCode> codes, Instant until) {
        UUID[] accounts = codes.keySet().toArray(UUID[]::new);
        Buffer[] hashes =
                codes.values().stream().map(code -> Buffer.buffer(code.hash())).toArray(Buffer[]::new);
        return connection
                .preparedQuery(ISSUE)
                .execute(Tuple.of(accounts, hashes, Moments.utc(until)))
                .compose(ok -> connection.preparedQuery(LINES).execute(Tuple.of(accounts, school)))
                .map(rows -> {
                    List<Line> lines = new ArrayList<>();
                    rows.forEach(row -> lines.add(line(row, codes, until)));
                    return lines;
                });
    }

    private static Line line(Row row, Map<UUID, ActivationCode> codes, Instant until) {
        ActivationCode code = Objects.requireNonNull(codes.get(row.getUUID("id")));
        String usage = row.getString("usage_name");
        return new Line(
                row.getString("profile"),
                row.getString("place"),
                usage == null ? row.getString("family_name") : usage,
                row.getString("given_name"),
                row.getString("about"),
                row.getString("login"),
                code.printed(),
                Moments.utc(until).toLocalDate().toString());
    }
}
