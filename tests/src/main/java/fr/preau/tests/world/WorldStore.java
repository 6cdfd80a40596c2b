package fr.preau.tests.world;

import fr.preau.tests.world.Model.Account;
import fr.preau.tests.world.Model.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts a world into a database whose schema is there. */
public final class WorldStore {
    private static final UUID TERRITORY = Model.id("territory");
    private final Connection connection;

    public WorldStore(Connection connection) {
        this.connection = connection;
    }

    /** Inserts everything in one transaction, each table in one batch, and opens the channels. */
    public void insert(World world) throws SQLException {
        connection.setAutoCommit(false);
        places(world);
        people(world);
        work(world);
        run("select open_missing_channels()");
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void places(World world) throws SQLException {
        batch(
                "insert into territory (id, name) values (?, ?)",
                rows(List.of(TERRITORY), t -> row(t, "Pays de Nulle-Part")));
        batch(
                "insert into town (id, territory_id, insee, name) values (?, ?, ?, ?)",
                rows(world.towns(), t -> row(t.id(), TERRITORY, t.insee(), t.name())));
        batch(
                "insert into inspection_district (id, territory_id, name) values (?, ?, ?)",
                rows(world.districts(), d -> row(d.id(), TERRITORY, d.name())));
        batch(
                "insert into school (id, uai, name, town_id, district_id) values (?, ?, ?, ?, ?)",
                rows(
                        world.schools(),
                        s -> row(
                                s.id(),
                                s.uai(),
                                s.name(),
                                s.town().id(),
                                s.district().id())));
        batch(
                "insert into school_class (id, school_id, name, level) values (?, ?, ?, ?)",
                rows(world.classes(), c -> row(c.id(), c.school().id(), c.name(), c.level())));
        batch(
                "insert into bus_line (id, town_id, name) values (?, ?, ?)",
                rows(world.lines(), l -> row(l.id(), l.town().id(), l.name())));
    }

    private void people(World world) throws SQLException {
        String hash = PasswordHash.of(World.PASSWORD);
        batch(
                "insert into person (id, civility, given_name, family_name, phone_mobile, email) values (?, ?, ?, ?, ?, ?)",
                rows(world.people(), p -> row(p.id(), p.civility(), p.given(), p.family(), p.mobile(), p.email())));
        batch(
                "insert into account (id, person_id, profile, login, password_hash, activated_at)"
                        + " values (?, ?, ?, ?, ?, case when ? then now() end)",
                rows(
                        world.accounts(),
                        a -> row(a.id(), a.person().id(), a.profile(), a.login(), a.app() ? hash : null, a.app())));
        batch(
                "insert into pupil (person_id, school_id, class_id) values (?, ?, ?)",
                rows(
                        world.pupils(),
                        p -> row(p.id(), p.school().id(), p.schoolClass().id())));
        batch(
                "insert into guardianship (guardian_id, pupil_id, rights) values (?, ?, ?)",
                rows(
                        world.guardianships(),
                        g -> row(g.guardian().id(), g.pupil().id(), g.rights().code())));
        batch(
                "insert into enrolment (pupil_id, activity, line_id) values (?, ?, ?)",
                rows(
                        world.enrolments(),
                        e -> row(
                                e.pupil().id(),
                                e.activity(),
                                e.line() == null ? null : e.line().id())));
    }

    private void work(World world) throws SQLException {
        batch(
                "insert into assignment (account_id, role, school_id, class_id, district_id, town_id, service,"
                        + " territory_id) values (?, ?, ?, ?, ?, ?, ?, ?)",
                rows(
                        world.assignments(),
                        a -> row(
                                a.account().id(),
                                a.role(),
                                a.school() == null ? null : a.school().id(),
                                a.schoolClass() == null ? null : a.schoolClass().id(),
                                a.district() == null ? null : a.district().id(),
                                a.town() == null ? null : a.town().id(),
                                a.service(),
                                a.role().equals("operator") ? TERRITORY : null)));
    }

    /** Every channel that there is. */
    public List<Place> channels() throws SQLException {
        List<Place> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from channel order by kind, id")) {
            while (rows.next()) {
                found.add(new Place(
                        rows.getObject("id", UUID.class),
                        rows.getString("kind"),
                        rows.getObject("school_id", UUID.class),
                        rows.getObject("class_id", UUID.class),
                        rows.getObject("pupil_id", UUID.class),
                        rows.getObject("district_id", UUID.class),
                        rows.getObject("town_id", UUID.class),
                        rows.getString("service"),
                        rows.getObject("account_a", UUID.class),
                        rows.getObject("account_b", UUID.class)));
            }
        }
        return found;
    }

    /** Opens a direct channel between two accounts. */
    public void openDirect(Account one, Account other) throws SQLException {
        batch(
                "insert into channel (kind, account_a, account_b)"
                        + " select 'direct', least(a, b), greatest(a, b) from (values (?::uuid, ?::uuid)) v (a, b)"
                        + " on conflict do nothing",
                rows(List.of(one), o -> row(o.id(), other.id())));
    }

    /** Runs one statement. */
    public void run(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            statement.execute();
        }
    }

    private void batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                set(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static <T> List<@Nullable Object[]> rows(
            List<T> things, java.util.function.Function<T, @Nullable Object[]> row) {
        return things.stream().map(row).toList();
    }
}
