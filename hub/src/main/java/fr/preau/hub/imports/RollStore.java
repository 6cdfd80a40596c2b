package fr.preau.hub.imports;

import fr.preau.channels.roll.Verdict;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Keeps what the exports of a school said. */
final class RollStore {
    private static final String KEEP = """
            insert into roll_person (school_id, kind, person_id, entry, rows)
            select $1, $2, x.person, x.entry, array(select jsonb_array_elements_text(x.rows))
              from unnest($3::uuid[], $4::jsonb[], $5::jsonb[]) as x (person, entry, rows)
            on conflict (school_id, kind, person_id) do update
               set entry = excluded.entry, rows = excluded.rows, left_at = null
             where (roll_person.entry, roll_person.rows, roll_person.left_at)
                   is distinct from (excluded.entry, excluded.rows, null)
            """;

    private static final String GONE = """
            update roll_person set left_at = $4 where school_id = $1 and kind = $2 and person_id = any($3)
            """;

    private static final String DECIDED = """
            insert into roll_verdict (school_id, token, verdict, at)
            select $1, x.token, x.verdict, $4 from unnest($2::text[], $3::text[]) as x (token, verdict)
            on conflict (school_id, token) do update set verdict = excluded.verdict, at = excluded.at
            """;

    private static final String APPLIED =
            "insert into roll_import (school_id, at, mapping, counts) values ($1, $2, $3, $4)";

    private final SqlConnection connection;
    private final UUID school;

    RollStore(SqlConnection connection, UUID school) {
        this.connection = connection;
        this.school = school;
    }

    /**
     * Keeps what was said of people who are in the school.
     *
     * @param rows for each person the fingerprints of its rows
     */
    Future<Void> keep(EntryJson.Kind kind, Map<UUID, JsonObject> entries, Map<UUID, List<String>> rows) {
        if (entries.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Object> fingerprints = new ArrayList<>();
        entries.keySet().forEach(person -> fingerprints.add(new JsonArray(rows.getOrDefault(person, List.of()))));
        Tuple values = Tuple.of(school, kind.code())
                .addArrayOfUUID(entries.keySet().toArray(UUID[]::new))
                .addArrayOfJsonObject(entries.values().toArray(JsonObject[]::new))
                .addArrayOfJsonArray(fingerprints.toArray(JsonArray[]::new));
        return connection.preparedQuery(KEEP).execute(values).mapEmpty();
    }

    Future<Void> gone(EntryJson.Kind kind, Collection<UUID> people, OffsetDateTime at) {
        return people.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(GONE)
                        .execute(Tuple.of(school, kind.code(), people.toArray(UUID[]::new), at))
                        .mapEmpty();
    }

    Future<Void> decided(Map<String, Verdict> verdicts, OffsetDateTime at) {
        return verdicts.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(DECIDED)
                        .execute(Tuple.of(
                                school,
                                verdicts.keySet().toArray(String[]::new),
                                verdicts.values().stream()
                                        .map(verdict -> verdict.name().toLowerCase(Locale.ROOT))
                                        .toArray(String[]::new),
                                at))
                        .mapEmpty();
    }

    /** Notes that an import was applied, and opens the channels that its classes and pupils call for. */
    Future<Void> applied(int mapping, JsonObject counts, OffsetDateTime at) {
        return connection
                .preparedQuery(APPLIED)
                .execute(Tuple.of(school, at, mapping, counts))
                .compose(
                        ok -> connection.query("select open_missing_channels()").execute())
                .mapEmpty();
    }
}
