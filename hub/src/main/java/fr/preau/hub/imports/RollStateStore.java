package fr.preau.hub.imports;

import fr.preau.channels.roll.Known;
import fr.preau.channels.roll.Link;
import fr.preau.channels.roll.RollState;
import fr.preau.channels.roll.Verdict;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What is known of a school before an import. */
final class RollStateStore {
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('roll'), hashtext($1))";

    private static final String PEOPLE = """
            select kind, person_id, entry, rows, left_at is not null as gone
              from roll_person where school_id = $1 order by came
            """;

    /** A right other than that of a legal guardian was set by somebody, whatever the row says. */
    private static final String LINKS = """
            select g.guardian_id, g.pupil_id, g.set_by = 'hand' or g.rights <> 'legal' as by_hand,
                   g.ended_at is not null as ended
              from guardianship g
              join roll_person r on r.person_id = g.guardian_id and r.kind = 'guardian' and r.school_id = $1
              join pupil p on p.person_id = g.pupil_id and p.school_id = $1
            """;

    private static final String CLASSES = "select name from school_class where school_id = $1 and ended_at is null";

    private static final String VERDICTS = "select token, verdict from roll_verdict where school_id = $1";

    private final SqlConnection connection;

    RollStateStore(SqlConnection connection) {
        this.connection = connection;
    }

    /** Waits until no other import of this school is under way; holds until the transaction ends. */
    Future<Void> lock(String uai) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(uai)).mapEmpty();
    }

    Future<RollState> state(UUID school) {
        return rows(PEOPLE, school)
                .compose(people -> rows(LINKS, school)
                        .compose(links -> rows(CLASSES, school)
                                .compose(classes -> rows(VERDICTS, school)
                                        .map(verdicts -> state(people, links, classes, verdicts)))));
    }

    private static RollState state(List<Row> people, List<Row> links, List<Row> classes, List<Row> kept) {
        Map<UUID, List<String>> rows = new HashMap<>();
        people.forEach(row -> rows.put(row.getUUID("person_id"), List.of(row.getArrayOfStrings("rows"))));
        Map<Link, Link.Standing> standings = new HashMap<>();
        links.forEach(
                row -> standings.put(new Link(row.getUUID("guardian_id"), row.getUUID("pupil_id")), standing(row)));
        Set<String> names = new HashSet<>();
        classes.forEach(row -> names.add(row.getString("name")));
        Map<String, Verdict> verdicts = new HashMap<>();
        kept.forEach(row -> verdicts.put(
                row.getString("token"), Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT))));

        return new RollState(
                known(people, EntryJson.Kind.PUPIL, EntryJson::pupil),
                known(people, EntryJson.Kind.GUARDIAN, EntryJson::guardian),
                rows,
                standings,
                known(people, EntryJson.Kind.TEACHER, EntryJson::teacher),
                names,
                verdicts);
    }

    private static <E> List<Known<E>> known(List<Row> people, EntryJson.Kind kind, Function<JsonObject, E> entry) {
        return people.stream()
                .filter(row -> row.getString("kind").equals(kind.code()))
                .map(row -> new Known<>(
                        row.getUUID("person_id"), entry.apply(row.getJsonObject("entry")), row.getBoolean("gone")))
                .toList();
    }

    private static Link.Standing standing(Row row) {
        boolean ended = row.getBoolean("ended");
        if (row.getBoolean("by_hand")) {
            return ended ? Link.Standing.BARRED : Link.Standing.BY_HAND;
        }
        return ended ? Link.Standing.ENDED : Link.Standing.IMPORTED;
    }

    private Future<List<Row>> rows(String sql, UUID school) {
        return connection.preparedQuery(sql).execute(Tuple.of(school)).map(found -> {
            List<Row> rows = new ArrayList<>();
            found.forEach(rows::add);
            return rows;
        });
    }
}
