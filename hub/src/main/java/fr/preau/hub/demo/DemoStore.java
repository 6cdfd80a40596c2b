package fr.preau.hub.demo;

import fr.preau.hub.demo.Census.Account;
import fr.preau.hub.demo.Census.Assignment;
import fr.preau.hub.demo.Census.Person;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes a census, one statement a table, in the caller's transaction. */
final class DemoStore {
    private final SqlConnection connection;
    private final Census census;

    DemoStore(SqlConnection connection, Census census) {
        this.connection = connection;
        this.census = census;
    }

    /**
     * All of it.
     *
     * @param territory the name that marks the database as one of a demonstration
     * @param passwordHash of every account that is in use
     */
    Future<Void> write(String territory, String passwordHash, Instant now) {
        List<Supplier<Future<Void>>> steps = List.of(
                () -> places(territory),
                this::people,
                () -> accounts(passwordHash, now),
                this::pupils,
                this::assignments,
                this::enrolments,
                () -> safetyRights(now));
        Future<Void> done = Future.succeededFuture();
        for (Supplier<Future<Void>> step : steps) {
            done = done.compose(ok -> step.get());
        }
        return done;
    }

    private Future<Void> places(String territory) {
        return run(
                """
                with y as (insert into territory (id, name) values ($1, $2)),
                d as (insert into inspection_district (id, territory_id, name)
                      values ($3, $1, 'Circonscription de la Vive')),
                t as (insert into town (id, territory_id, insee, name)
                      select a, $1, b, c from unnest($4::uuid[], $5::text[], $6::text[]) as x (a, b, c)),
                s as (insert into school (id, uai, name, town_id, district_id)
                      select a, b, c, e, $3
                        from unnest($7::uuid[], $8::text[], $9::text[], $10::uuid[]) as x (a, b, c, e)),
                k as (insert into school_class (id, school_id, name, level)
                      select a, b, c, e
                        from unnest($11::uuid[], $12::uuid[], $13::text[], $14::text[]) as x (a, b, c, e))
                insert into bus_line (id, town_id, name)
                select a, b, c from unnest($15::uuid[], $16::uuid[], $17::text[]) as x (a, b, c)""",
                Tuple.tuple()
                        .addUUID(census.territory)
                        .addString(territory)
                        .addUUID(census.district)
                        .addArrayOfUUID(ids(census.towns, Census.Town::id))
                        .addArrayOfString(texts(census.towns, Census.Town::insee))
                        .addArrayOfString(texts(census.towns, Census.Town::name))
                        .addArrayOfUUID(ids(census.schools, Census.School::id))
                        .addArrayOfString(texts(census.schools, Census.School::uai))
                        .addArrayOfString(texts(census.schools, Census.School::name))
                        .addArrayOfUUID(ids(census.schools, s -> s.town().id()))
                        .addArrayOfUUID(ids(census.classes, Census.SchoolClass::id))
                        .addArrayOfUUID(ids(census.classes, c -> c.school().id()))
                        .addArrayOfString(texts(census.classes, Census.SchoolClass::name))
                        .addArrayOfString(texts(census.classes, Census.SchoolClass::level))
                        .addArrayOfUUID(ids(census.lines, Census.Line::id))
                        .addArrayOfUUID(ids(census.lines, l -> l.town().id()))
                        .addArrayOfString(texts(census.lines, Census.Line::name)));
    }

    private Future<Void> people() {
        List<Person> rows = census.people;
        return run(
                """
                insert into person (id, civility, family_name, usage_name, given_name, birth_date, phone_mobile,
                    phone_home, address, postcode, city, country, language)
                select a, b, c, d, e, f, g, h, i, j, k, case when i is not null then 'France' end, l
                  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[],
                    $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
                    as x (a, b, c, d, e, f, g, h, i, j, k, l)""",
                Tuple.tuple()
                        .addArrayOfUUID(ids(rows, Person::id))
                        .addArrayOfString(texts(rows, Person::civility))
                        .addArrayOfString(texts(rows, Person::family))
                        .addArrayOfString(texts(rows, Person::usage))
                        .addArrayOfString(texts(rows, Person::given))
                        .addArrayOfLocalDate(rows.stream().map(Person::birth).toArray(LocalDate[]::new))
                        .addArrayOfString(texts(rows, Person::mobile))
                        .addArrayOfString(texts(rows, Person::landline))
                        .addArrayOfString(texts(
                                rows, p -> p.home() == null ? null : p.home().street()))
                        .addArrayOfString(texts(
                                rows,
                                p -> p.home() == null ? null : p.home().town().postcode()))
                        .addArrayOfString(texts(
                                rows,
                                p -> p.home() == null ? null : p.home().town().name()))
                        .addArrayOfString(texts(rows, Person::language)));
    }

    /** Grown-ups get an address for e-mail that leads nowhere (RFC 2606). */
    private Future<Void> accounts(String passwordHash, Instant now) {
        List<Account> rows = census.accounts;
        OffsetDateTime at = Moments.utc(now);
        return run(
                """
                with written as (
                    insert into account (id, person_id, profile, login, password_hash, activated_at, created_at)
                    select a, b, c, d, case when e then $6 end, case when e then $7::timestamptz end, $7
                      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bool[]) as x (a, b, c, d, e)
                    returning person_id, profile, login)
                update person set email = login || '@example.org' from written
                 where person.id = person_id and profile <> 'pupil'""",
                Tuple.tuple()
                        .addArrayOfUUID(ids(rows, Account::id))
                        .addArrayOfUUID(ids(rows, a -> a.person().id()))
                        .addArrayOfString(texts(rows, Account::profile))
                        .addArrayOfString(texts(rows, Account::login))
                        .addArrayOfBoolean(rows.stream().map(Account::activated).toArray(Boolean[]::new))
                        .addString(passwordHash)
                        .addOffsetDateTime(at));
    }

    private Future<Void> pupils() {
        return run(
                """
                with children as (
                    insert into pupil (person_id, school_id, class_id, sex)
                    select a, b, c, d from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) as x (a, b, c, d))
                insert into guardianship (guardian_id, pupil_id, rights)
                select a, b, c from unnest($5::uuid[], $6::uuid[], $7::text[]) as x (a, b, c)""",
                Tuple.tuple()
                        .addArrayOfUUID(ids(census.pupils, p -> p.person().id()))
                        .addArrayOfUUID(
                                ids(census.pupils, p -> p.schoolClass().school().id()))
                        .addArrayOfUUID(ids(census.pupils, p -> p.schoolClass().id()))
                        .addArrayOfString(texts(census.pupils, Census.Pupil::sex))
                        .addArrayOfUUID(
                                ids(census.guardianships, g -> g.guardian().id()))
                        .addArrayOfUUID(ids(
                                census.guardianships, g -> g.pupil().person().id()))
                        .addArrayOfString(texts(census.guardianships, Census.Guardianship::rights)));
    }

    private Future<Void> assignments() {
        List<Assignment> rows = census.assignments;
        return run(
                """
                insert into assignment (account_id, role, school_id, class_id, district_id, town_id, service, territory_id)
                select a, b, c, d, e, f, g, h
                  from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[],
                    $8::uuid[]) as x (a, b, c, d, e, f, g, h)""",
                Tuple.tuple()
                        .addArrayOfUUID(ids(rows, a -> a.account().id()))
                        .addArrayOfString(texts(rows, Assignment::role))
                        .addArrayOfUUID(ids(
                                rows,
                                a -> a.school() == null ? null : a.school().id()))
                        .addArrayOfUUID(ids(
                                rows,
                                a -> a.schoolClass() == null
                                        ? null
                                        : a.schoolClass().id()))
                        .addArrayOfUUID(ids(rows, Assignment::district))
                        .addArrayOfUUID(ids(
                                rows, a -> a.town() == null ? null : a.town().id()))
                        .addArrayOfString(texts(rows, Assignment::service))
                        .addArrayOfUUID(ids(rows, Assignment::territory)));
    }

    private Future<Void> enrolments() {
        List<Census.Enrolment> rows = census.enrolments;
        return run(
                """
                insert into enrolment (pupil_id, activity, line_id)
                select a, b, c from unnest($1::uuid[], $2::text[], $3::uuid[]) as x (a, b, c)""",
                Tuple.tuple()
                        .addArrayOfUUID(ids(rows, e -> e.pupil().person().id()))
                        .addArrayOfString(texts(rows, Census.Enrolment::activity))
                        .addArrayOfUUID(ids(
                                rows, e -> e.line() == null ? null : e.line().id())));
    }

    /** The operator lets heads alert their school and the transport service its town. */
    private Future<Void> safetyRights(Instant now) {
        return run("""
                insert into safety_right (id, account_id, school_id, town_id, granted_by, granted_at)
                select gen_random_uuid(), a.account_id, a.school_id, a.town_id, o.account_id, $1
                  from assignment a
                  cross join (select account_id from assignment where role = 'operator' order by account_id limit 1) o
                 where a.role = 'head' or (a.role = 'officer' and a.service = 'transport')
                on conflict do nothing""", Tuple.of(Moments.utc(now)));
    }

    private Future<Void> run(String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).mapEmpty();
    }

    private static <T> UUID[] ids(List<T> rows, Function<T, @Nullable UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    private static <T> String[] texts(List<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}
