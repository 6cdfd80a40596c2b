package fr.preau.hub.imports;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Persons and their accounts, many at a time. */
final class PeopleStore {
    /** An account to open. */
    record NewAccount(UUID id, UUID person, String profile, String login) {}

    private static final int TEXTS = PersonFields.COLUMNS.size();
    private static final String ROWS = "unnest($1::uuid[], $2::date[], "
            + IntStream.range(0, TEXTS)
                    .mapToObj(i -> "$" + (i + 3) + "::text[]")
                    .collect(Collectors.joining(", "))
            + ") as x (id, birth_date, " + String.join(", ", PersonFields.COLUMNS) + ")";

    private static final String ADD = "insert into person (id, birth_date, "
            + String.join(", ", PersonFields.COLUMNS) + ") select id, birth_date, "
            + PersonFields.COLUMNS.stream()
                    .map(column -> "nullif(" + column + ", '')")
                    .collect(Collectors.joining(", "))
            + " from " + ROWS;

    private static final String CHANGE = "update person p set birth_date = coalesce(x.birth_date, p.birth_date), "
            + PersonFields.COLUMNS.stream()
                    .map(column ->
                            "%1$s = case when x.%1$s is null then p.%1$s else nullif(x.%1$s, '') end".formatted(column))
                    .collect(Collectors.joining(", "))
            + " from " + ROWS + " where p.id = x.id";

    /** Sign-in names are made by one import at a time, so that two of them cannot make the same. */
    private static final String LOGINS_LOCK = "select pg_advisory_xact_lock(hashtext('logins'))";

    private static final String OPEN_ACCOUNTS = """
            insert into account (id, person_id, profile, login)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])
            """;

    private static final String BACK = """
            with back as (update person set left_at = null where id = any($1) and left_at is not null)
            update account set ended_at = null where person_id = any($1) and profile = any($2) and ended_at is not null
            """;

    /** Ends accounts through which nobody is anything any more, then the persons who have no account left. */
    private static final String LEAVE = """
            with ended as (
                update account a set ended_at = $2
                 where a.person_id = any($1) and a.ended_at is null and case a.profile
                    when 'pupil' then exists (
                        select from pupil p where p.person_id = a.person_id and p.left_at is not null)
                    when 'guardian' then not exists (
                        select from guardianship g where g.guardian_id = a.person_id and g.ended_at is null)
                    else not exists (select from assignment s where s.account_id = a.id and s.ended_at is null) end
                returning a.id)
            update person n set left_at = $2
             where n.id = any($1) and n.left_at is null and not exists (
                select from account a where a.person_id = n.id and a.ended_at is null and a.id not in (select id from ended))
            """;

    private final SqlConnection connection;

    PeopleStore(SqlConnection connection) {
        this.connection = connection;
    }

    Future<Void> add(Map<UUID, PersonFields> people) {
        return write(ADD, people);
    }

    /** Fields that are null stay as they are. */
    Future<Void> change(Map<UUID, PersonFields> people) {
        return write(CHANGE, people);
    }

    private Future<Void> write(String sql, Map<UUID, PersonFields> people) {
        if (people.isEmpty()) {
            return Future.succeededFuture();
        }
        List<PersonFields> fields = List.copyOf(people.values());
        Tuple values = Tuple.of(people.keySet().toArray(UUID[]::new))
                .addArrayOfLocalDate(fields.stream().map(PersonFields::birth).toArray(LocalDate[]::new));
        for (int i = 0; i < TEXTS; i++) {
            int column = i;
            values.addArrayOfString(
                    fields.stream().map(each -> each.texts().get(column)).toArray(String[]::new));
        }
        return connection.preparedQuery(sql).execute(values).mapEmpty();
    }

    /** All sign-in names that exist. Until the transaction ends nobody else may make one. */
    Future<Set<String>> logins() {
        return connection
                .query(LOGINS_LOCK)
                .execute()
                .compose(ok -> connection.query("select login from account").execute())
                .map(rows -> {
                    Set<String> logins = new HashSet<>();
                    rows.forEach(row -> logins.add(row.getString("login")));
                    return logins;
                });
    }

    Future<Void> openAccounts(List<NewAccount> accounts) {
        return accounts.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(OPEN_ACCOUNTS)
                        .execute(Tuple.of(
                                accounts.stream().map(NewAccount::id).toArray(UUID[]::new),
                                accounts.stream().map(NewAccount::person).toArray(UUID[]::new),
                                accounts.stream().map(NewAccount::profile).toArray(String[]::new),
                                accounts.stream().map(NewAccount::login).toArray(String[]::new)))
                        .mapEmpty();
    }

    /** People who had left are here again, with their accounts of these profiles. */
    Future<Void> comeBack(Collection<UUID> people, String... profiles) {
        return people.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(BACK)
                        .execute(Tuple.tuple()
                                .addArrayOfUUID(people.toArray(UUID[]::new))
                                .addArrayOfString(profiles))
                        .mapEmpty();
    }

    /** People leave, unless they are something elsewhere still. */
    Future<Void> leave(Collection<UUID> people, java.time.OffsetDateTime at) {
        return people.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(LEAVE)
                        .execute(Tuple.of(people.toArray(UUID[]::new), at))
                        .mapEmpty();
    }
}
