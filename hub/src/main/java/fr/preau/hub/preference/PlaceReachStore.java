package fr.preau.hub.preference;

import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Route;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a territory, a town or a school decides about routes, and who may decide it. */
final class PlaceReachStore {
    private static final String OF_SCHOOL = """
            select null::text as service, t.territory_id, t.id as town_id, k.digest_hour
              from assignment s join school k on k.id = s.school_id join town t on t.id = k.town_id
             where s.account_id = $1 and s.school_id = $2 and s.role = 'head' and s.ended_at is null
            """;

    private static final String OF_TOWN = """
            select s.service, t.territory_id, t.id as town_id, null::time as digest_hour
              from assignment s join town t on t.id = s.town_id
             where s.account_id = $1 and s.town_id = $2 and s.role = 'officer' and s.ended_at is null
            """;

    private static final String OF_TERRITORY = """
            select null::text as service, e.id as territory_id, null::uuid as town_id, e.digest_hour
              from assignment s join territory e on e.id = s.territory_id
             where s.account_id = $1 and s.territory_id = $2 and s.role = 'operator' and s.ended_at is null
            """;

    private static final String SET = """
            with dropped as (
                delete from reach_layer l where l.place_id = $2 and l.category = any ($3::text[])
                   and not exists (select 1 from unnest($4::text[]) as n (category) where n.category = l.category))
            insert into reach_layer (place_kind, place_id, category, closed, set_by, set_at)
            select $1, $2, n.category, string_to_array(n.closed, ','), $6, $7
              from unnest($4::text[], $5::text[]) as n (category, closed)
            on conflict (place_id, category) do update
               set closed = excluded.closed, set_by = excluded.set_by, set_at = excluded.set_at
            """;

    /** Which place, of which kind. */
    enum Kind {
        TERRITORY(OF_TERRITORY, "update territory set digest_hour = $2 where id = $1"),
        TOWN(OF_TOWN, ""),
        SCHOOL(OF_SCHOOL, "update school set digest_hour = $2 where id = $1");

        private final String right;
        private final String hour;

        Kind(String right, String hour) {
            this.right = right;
            this.hour = hour;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the place has an hour of the daily e-mail: a town's services share their families with the schools. */
        boolean hasHour() {
            return !hour.isEmpty();
        }
    }

    /**
     * A place that somebody may decide for.
     *
     * @param services those of a town that are theirs
     */
    record Place(
            Kind kind,
            UUID id,
            UUID territory,
            @Nullable UUID town,
            List<String> services,
            @Nullable LocalTime hour) {}

    private final Pool pool;

    PlaceReachStore(Pool pool) {
        this.pool = pool;
    }

    /** The place, if the account decides for it. */
    Future<Optional<Place>> place(UUID account, Kind kind, UUID id) {
        return pool.preparedQuery(kind.right).execute(Tuple.of(account, id)).map(rows -> {
            var all = StreamSupport.stream(rows.spliterator(), false).toList();
            return all.stream().findFirst().map(row -> place(kind, id, row, all));
        });
    }

    private static Place place(Kind kind, UUID id, Row row, List<Row> all) {
        return new Place(
                kind,
                id,
                row.getUUID("territory_id"),
                row.getUUID("town_id"),
                all.stream()
                        .flatMap(one -> Optional.ofNullable(one.getString("service")).stream())
                        .toList(),
                row.getLocalTime("digest_hour"));
    }

    /** All of the work in one transaction, or nothing. */
    <T> Future<T> together(Function<SqlConnection, Future<T>> work) {
        return pool.withTransaction(work);
    }

    /** Rules of these classes of message, in place of those that are there. */
    Future<Void> set(
            SqlClient transaction,
            Place place,
            List<Category> categories,
            Map<Category, Set<Route>> closed,
            UUID by,
            Instant now) {
        var rules = List.copyOf(closed.entrySet());
        return transaction
                .preparedQuery(SET)
                .execute(Tuple.of(place.kind().code(), place.id())
                        .addArrayOfString(
                                categories.stream().map(Category::code).toArray(String[]::new))
                        .addArrayOfString(
                                rules.stream().map(rule -> rule.getKey().code()).toArray(String[]::new))
                        .addArrayOfString(rules.stream()
                                .map(rule -> words(rule.getValue()))
                                .toArray(String[]::new))
                        .addUUID(by)
                        .addOffsetDateTime(Moments.utc(now)))
                .mapEmpty();
    }

    /** The hour of the daily e-mail for those who chose none; none is the territory's, or the house's. */
    Future<Void> setHour(SqlClient transaction, Place place, @Nullable LocalTime hour) {
        return place.kind().hasHour()
                ? transaction
                        .preparedQuery(place.kind().hour)
                        .execute(Tuple.of(place.id(), hour))
                        .mapEmpty()
                : Future.succeededFuture();
    }

    /** Routes in one word, in their order. */
    static String words(Set<Route> routes) {
        return routes.stream().sorted().map(Route::code).collect(Collectors.joining(","));
    }
}
