package fr.preau.hub.imports;

import fr.preau.bridge.sms.PhoneNumbers;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Schools and the places that they belong to. */
final class SchoolStore {
    /** A territory as the database has it. */
    record Territory(UUID id, String name, String zone) {}

    private static final String FIND = """
            select s.id, s.uai, s.name, t.insee from school s join town t on t.id = s.town_id where s.uai = $1
            """;

    private static final String OPEN_TERRITORY = """
            insert into territory (name, zone, phone_region, school_zone, holiday_region) values ($1, $2, $3, $4, $5)
            returning id, name, zone
            """;

    private static final String OPEN_TOWN = """
            insert into town (territory_id, insee, name) values ($1, $2, $3)
            on conflict (insee) do update set name = excluded.name
            returning id, territory_id
            """;

    private static final String OPEN_DISTRICT = """
            insert into inspection_district (territory_id, name) values ($1, $2)
            on conflict (territory_id, name) do update set name = excluded.name
            returning id
            """;

    private static final String OPEN_SCHOOL = """
            insert into school (uai, name, town_id, district_id) values ($1, $2, $3, $4)
            on conflict (uai) do update
               set name = excluded.name, town_id = excluded.town_id,
                   district_id = coalesce(excluded.district_id, school.district_id)
            """;

    private final SqlClient client;

    SchoolStore(SqlClient client) {
        this.client = client;
    }

    Future<Optional<School>> find(String uai) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(uai))
                .map(rows -> stream(rows)
                        .map(row -> new School(
                                row.getUUID("id"),
                                row.getString("uai"),
                                row.getString("name"),
                                row.getString("insee"),
                                PhoneNumbers.region(row.getString("insee"))))
                        .findFirst());
    }

    Future<List<Territory>> territories() {
        return client.query("select id, name, zone from territory order by name")
                .execute()
                .map(rows -> stream(rows).map(SchoolStore::territory).toList());
    }

    /** @param zone none takes that of the place */
    Future<Territory> openTerritory(String name, Optional<String> zone, String phoneRegion) {
        var place = Overseas.of(phoneRegion);
        return client.preparedQuery(OPEN_TERRITORY)
                .execute(Tuple.of(
                        name, zone.orElse(place.zone()), phoneRegion, place.schoolZone(), place.holidayRegion()))
                .map(rows -> territory(rows.iterator().next()));
    }

    /** Opens the school and what it belongs to; what is there gets the names given. */
    Future<Void> open(UUID territory, String insee, String town, @Nullable String district, String uai, String name) {
        return client.preparedQuery(OPEN_TOWN)
                .execute(Tuple.of(territory, insee, town))
                .compose(towns -> {
                    Row row = towns.iterator().next();
                    return district(row.getUUID("territory_id"), district)
                            .compose(found -> client.preparedQuery(OPEN_SCHOOL)
                                    .execute(Tuple.of(uai, name, row.getUUID("id"))
                                            .addUUID(found)));
                })
                .compose(ok -> client.query("select open_missing_channels()").execute())
                .mapEmpty();
    }

    private Future<@Nullable UUID> district(UUID territory, @Nullable String name) {
        return name == null
                ? Future.succeededFuture()
                : client.preparedQuery(OPEN_DISTRICT)
                        .execute(Tuple.of(territory, name))
                        .map(rows -> rows.iterator().next().getUUID("id"));
    }

    private static Territory territory(Row row) {
        return new Territory(row.getUUID("id"), row.getString("name"), row.getString("zone"));
    }

    private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
