package fr.preau.hub.pause;

import fr.preau.channels.pause.HolidayRegion;
import fr.preau.channels.pause.PausePolicy;
import fr.preau.channels.pause.Place;
import fr.preau.channels.pause.QuietHours;
import fr.preau.channels.pause.SchoolCalendar;
import fr.preau.channels.people.Profile;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.PauseRule;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Territories' clocks and the rules of the pause. */
final class PauseStore {
    private static final String RULES = """
            select territory_id, school_id, profile, category, enabled, evening, morning, weekend, spread_minutes,
                   public_holidays, school_holidays
              from pause_policy
            """;

    private static final String PLACES = "select id, zone, school_zone, holiday_region from territory";

    private static final String SET = """
            insert into pause_policy (territory_id, school_id, profile, category, enabled, evening, morning, weekend,
                spread_minutes, public_holidays, school_holidays, set_by, set_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now())
            on conflict (territory_id, school_id, profile, category) do update
               set enabled = excluded.enabled, evening = excluded.evening, morning = excluded.morning,
                   weekend = excluded.weekend, spread_minutes = excluded.spread_minutes,
                   public_holidays = excluded.public_holidays, school_holidays = excluded.school_holidays,
                   set_by = excluded.set_by, set_at = excluded.set_at
            """;

    private static final String DROP = """
            delete from pause_policy
             where territory_id = $1 and school_id is not distinct from $2 and profile is not distinct from $3
               and category is not distinct from $4
            """;

    private static final String SCHOOL_OF_HEAD = """
            select t.territory_id from assignment a join school s on s.id = a.school_id join town t on t.id = s.town_id
             where a.account_id = $1 and a.school_id = $2 and a.role = 'head' and a.ended_at is null
            """;

    private static final String TERRITORY_OF_OPERATOR = """
            select territory_id from assignment
             where account_id = $1 and territory_id = $2 and role = 'operator' and ended_at is null
            """;

    private final Pool pool;

    PauseStore(Pool pool) {
        this.pool = pool;
    }

    Future<List<PauseRule>> rules() {
        return pool.preparedQuery(RULES)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PauseStore::rule)
                        .toList());
    }

    Future<List<PauseRule>> rules(UUID territory, @Nullable UUID school) {
        return pool.preparedQuery(RULES + " where territory_id = $1 and school_id is not distinct from $2"
                        + " order by category nulls first, profile nulls first")
                .execute(Tuple.of(territory, school))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PauseStore::rule)
                        .toList());
    }

    Future<Map<UUID, Place>> places(SchoolCalendar calendar) {
        return pool.preparedQuery(PLACES)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getUUID("id"), row -> place(row, calendar))));
    }

    /** All of the work in one transaction, or nothing. */
    <T> Future<T> together(Function<SqlConnection, Future<T>> work) {
        return pool.withTransaction(work);
    }

    Future<Void> set(SqlClient transaction, PauseRule rule, UUID by) {
        var hours = rule.policy().hours();
        return transaction
                .preparedQuery(SET)
                .execute(Tuple.of(rule.territory(), rule.school(), code(rule.profile()), code(rule.category()))
                        .addBoolean(rule.policy().enabled())
                        .addLocalTime(hours.evening())
                        .addLocalTime(hours.morning())
                        .addBoolean(hours.weekend())
                        .addInteger((int) hours.spread().toMinutes())
                        .addBoolean(rule.policy().publicHolidays())
                        .addBoolean(rule.policy().schoolHolidays())
                        .addUUID(by))
                .mapEmpty();
    }

    /** Whether there was such a rule. */
    Future<Boolean> drop(
            SqlClient transaction,
            UUID territory,
            @Nullable UUID school,
            @Nullable Profile profile,
            @Nullable Category category) {
        return transaction
                .preparedQuery(DROP)
                .execute(Tuple.of(territory, school, code(profile), code(category)))
                .map(rows -> rows.rowCount() > 0);
    }

    /** The territory of a school that the account leads; empty where it does not. */
    Future<Optional<UUID>> territoryOfHead(UUID account, UUID school) {
        return territory(SCHOOL_OF_HEAD, account, school);
    }

    /** The territory itself, if the account runs it. */
    Future<Optional<UUID>> territoryOfOperator(UUID account, UUID territory) {
        return territory(TERRITORY_OF_OPERATOR, account, territory);
    }

    private Future<Optional<UUID>> territory(String query, UUID account, UUID place) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(account, place))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID(0))
                        .findFirst());
    }

    private static PauseRule rule(Row row) {
        var hours = new QuietHours(
                row.getLocalTime("evening"),
                row.getLocalTime("morning"),
                row.getBoolean("weekend"),
                Duration.ofMinutes(row.getInteger("spread_minutes")));
        String profile = row.getString("profile");
        String category = row.getString("category");
        return new PauseRule(
                row.getUUID("territory_id"),
                row.getUUID("school_id"),
                profile == null ? null : Profile.of(profile),
                category == null ? null : Category.of(category),
                new PausePolicy(
                        row.getBoolean("enabled"),
                        hours,
                        row.getBoolean("public_holidays"),
                        row.getBoolean("school_holidays")));
    }

    private static Place place(Row row, SchoolCalendar calendar) {
        return new Place(
                ZoneId.of(row.getString("zone")),
                HolidayRegion.of(row.getString("holiday_region")),
                row.getString("school_zone"),
                calendar);
    }

    private static @Nullable String code(@Nullable Profile profile) {
        return profile == null ? null : profile.code();
    }

    private static @Nullable String code(@Nullable Category category) {
        return category == null ? null : category.code();
    }
}
