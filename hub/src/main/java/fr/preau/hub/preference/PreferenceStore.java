package fr.preau.hub.preference;

import fr.preau.channels.people.Caller;
import fr.preau.channels.people.Profile;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Choice;
import fr.preau.channels.reach.Route;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.preference.Reaching.Address;
import fr.preau.hub.preference.Reaching.Child;
import fr.preau.hub.preference.Reaching.Chosen;
import fr.preau.hub.reach.LayerStore;
import fr.preau.hub.reach.LayerStore.Behind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** What a person has and chose. */
final class PreferenceStore {
    private static final String PERSON = """
            select p.language, w.quiet_evening, w.quiet_morning, coalesce(w.quiet_weekend, false) as quiet_weekend,
                   w.digest_hour,
                   (select count(*)::int from push_device d where d.account_id = $2) as devices
              from person p left join reach_profile w on w.person_id = p.id where p.id = $1
            """;

    private static final String ROUTES = """
            select x.route, x.address, s.reason as stopped, c.confirmed_at is not null as confirmed
              from person p
              cross join lateral (values ('email', nullif(lower(p.email), '')), ('sms', nullif(p.phone_mobile, '')))
                as x (route, address)
              left join suppressed_address s on s.route = x.route and s.address = x.address
              left join contact_confirmation c on c.person_id = p.id and c.route = x.route and c.address = x.address
             where p.id = $1 and x.address is not null
             order by 1
            """;

    private static final String CHOSEN =
            "select category, route, choice from reach_preference where person_id = $1 and category <> '*'";

    private static final String CHILDREN = """
            select p.id, display_name('pupil', null, p.given_name, p.family_name, p.usage_name) as name, g.call_first
              from guardianship g join pupil k on k.person_id = g.pupil_id and k.left_at is null
              join person p on p.id = k.person_id
             where g.guardian_id = $1 and g.ended_at is null
             order by p.birth_date nulls last, name, p.id
            """;

    private static final String SET_PERSON = """
            with spoken as (update person set language = $2 where id = $1)
            insert into reach_profile (person_id, quiet_evening, quiet_morning, quiet_weekend, digest_hour)
            values ($1, $3, $4, $5, $6)
            on conflict (person_id) do update
               set quiet_evening = excluded.quiet_evening, quiet_morning = excluded.quiet_morning,
                   quiet_weekend = excluded.quiet_weekend, digest_hour = excluded.digest_hour
            """;

    private static final String SET_CHOICES = """
            with wanted as (select * from unnest($3::text[], $4::text[], $5::text[]) as w (category, route, choice)),
            gone as (
                delete from reach_preference p
                 where p.person_id = $1 and p.category = any ($2::text[])
                   and not exists (select 1 from wanted w where w.category = p.category and w.route = p.route))
            insert into reach_preference (person_id, category, route, choice, set_at)
            select $1, category, route, choice, $6 from wanted
            on conflict (person_id, category, route) do update set choice = excluded.choice, set_at = excluded.set_at
            """;

    private static final String SET_FIRST = """
            update guardianship set call_first = pupil_id = any ($2::uuid[])
             where guardian_id = $1 and ended_at is null and call_first <> (pupil_id = any ($2::uuid[]))
            """;

    /** What waits for this person is looked at once more before it leaves: own hours may have become longer. */
    private static final String LOOK_AGAIN = """
            update delivery d set open_until = '-infinity'
             where d.state = 'pending' and not d.through_pause
               and d.id in (select delivery_id from delivery_person where person_id = $1)
            """;

    private static final LocalTime DIGEST_HOUR = LocalTime.of(18, 0);

    private final Pool pool;

    PreferenceStore(Pool pool) {
        this.pool = pool;
    }

    Future<Reaching> of(Caller caller) {
        UUID person = caller.person().value();
        return Future.join(
                        pool.preparedQuery(PERSON)
                                .execute(Tuple.of(person, caller.account().value())),
                        list(ROUTES, person, PreferenceStore::address),
                        list(CHOSEN, person, PreferenceStore::chosen),
                        caller.profile() == Profile.GUARDIAN
                                ? list(CHILDREN, person, PreferenceStore::child)
                                : Future.succeededFuture(List.<Child>of()),
                        new LayerStore(pool).behind(person))
                .map(all -> {
                    RowSet<Row> rows = all.resultAt(0);
                    return reaching(
                            rows.iterator().next(), all.resultAt(1), all.resultAt(2), all.resultAt(3), all.resultAt(4));
                });
    }

    /**
     * Writes all of it, or nothing.
     *
     * @param categories the classes of message that {@code wanted} speaks for; others stay as they are
     */
    Future<Void> set(Caller caller, List<Category> categories, Reaching wanted, List<UUID> callFirst, Instant now) {
        UUID person = caller.person().value();
        return pool.withTransaction(transaction -> setPerson(transaction, person, wanted)
                .compose(done -> setChoices(transaction, person, categories, wanted.chosen(), now))
                .compose(done -> caller.profile() == Profile.GUARDIAN
                        ? run(transaction, SET_FIRST, Tuple.of(person).addArrayOfUUID(callFirst.toArray(UUID[]::new)))
                        : Future.succeededFuture())
                .compose(done -> run(transaction, LOOK_AGAIN, Tuple.of(person))));
    }

    private static Future<Void> setPerson(SqlClient transaction, UUID person, Reaching wanted) {
        return run(
                transaction,
                SET_PERSON,
                Tuple.of(person, wanted.language())
                        .addLocalTime(wanted.evening())
                        .addLocalTime(wanted.morning())
                        .addBoolean(wanted.weekend())
                        .addLocalTime(wanted.digestHour()));
    }

    private static Future<Void> setChoices(
            SqlClient transaction, UUID person, List<Category> categories, List<Chosen> chosen, Instant now) {
        return run(
                transaction,
                SET_CHOICES,
                Tuple.of(person)
                        .addArrayOfString(
                                categories.stream().map(Category::code).toArray(String[]::new))
                        .addArrayOfString(chosen.stream()
                                .map(one -> one.category().code())
                                .toArray(String[]::new))
                        .addArrayOfString(
                                chosen.stream().map(one -> one.route().code()).toArray(String[]::new))
                        .addArrayOfString(
                                chosen.stream().map(one -> one.choice().code()).toArray(String[]::new))
                        .addOffsetDateTime(Moments.utc(now)));
    }

    private static Future<Void> run(SqlClient transaction, String statement, Tuple values) {
        return transaction.preparedQuery(statement).execute(values).mapEmpty();
    }

    private <T> Future<List<T>> list(String query, UUID person, Function<Row, T> read) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(person))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(read)
                        .toList());
    }

    private static Reaching reaching(
            Row row, List<Address> routes, List<Chosen> chosen, List<Child> children, Behind behind) {
        LocalTime evening = row.getLocalTime("quiet_evening");
        LocalTime hour = row.getLocalTime("digest_hour");
        return new Reaching(
                row.getString("language"),
                row.getInteger("devices"),
                routes,
                chosen,
                behind.closed(),
                evening,
                row.getLocalTime("quiet_morning"),
                row.getBoolean("quiet_weekend"),
                hour == null ? behind.digestHour().orElse(DIGEST_HOUR) : hour,
                children);
    }

    private static Address address(Row row) {
        return new Address(
                Route.of(row.getString("route")),
                row.getString("address"),
                Optional.ofNullable(row.getString("stopped")),
                row.getBoolean("confirmed"));
    }

    private static Chosen chosen(Row row) {
        return new Chosen(
                Category.of(row.getString("category")),
                Route.of(row.getString("route")),
                Choice.of(row.getString("choice")));
    }

    private static Child child(Row row) {
        return new Child(row.getUUID("id"), row.getString("name"), row.getBoolean("call_first"));
    }
}
