package fr.preau.tests.bench;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.tests.world.Databases;
import fr.preau.tests.world.World;
import fr.preau.tests.world.WorldStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A town with many families, of whom some have the app and a mailbox, some a mailbox only, some a telephone only. */
final class BulletinTown {
    private static final String FAMILIES = """
            with n as materialized (
                select i, gen_random_uuid() as guardian, gen_random_uuid() as child from generate_series(1, %1$d) i),
            p as (
                insert into person (id, family_name, given_name, phone_mobile, email)
                select guardian, 'Foule', 'P' || i, '+33639' || lpad(i::text, 6, '0'),
                    case when i %% 5 < 3 then 'p' || i || '@example.org' end from n
                union all
                select child, 'Foule', 'C' || i, null, null from n),
            a as (
                insert into account (id, person_id, profile, login, activated_at)
                select guardian, guardian, 'guardian', 'crowd' || i, case when i %% 5 = 0 then now() end from n),
            u as (insert into pupil (person_id, school_id, class_id) select child, '%2$s', '%3$s' from n)
            insert into guardianship (guardian_id, pupil_id) select guardian, child from n
            """;

    /** The same rows once more, into tables like the hub's, in one statement each: what the database alone needs. */
    private static final String[] COPIES = {
        "create table plain_delivery (like delivery including all)",
        "create table plain_person (like delivery_person including all)",
        "begin",
        "insert into plain_delivery overriding system value select * from delivery",
        "insert into plain_person select * from delivery_person",
        "commit"
    };

    private final DatabaseAddress database;

    BulletinTown(DatabaseAddress database) {
        this.database = database;
    }

    /** The small world and so many families in one of its schools; answers with the canteen's channel. */
    UUID settle(World world, int families) throws SQLException {
        try (Connection connection = Databases.connect(database);
                Statement statement = connection.createStatement()) {
            WorldStore store = new WorldStore(connection);
            store.insert(world);
            statement.execute(FAMILIES.formatted(families, world.verne.id(), world.verneCp.id()));
            statement.execute("analyze");
            return store.channels().stream()
                    .filter(place -> place.kind().equals("town_bulletin")
                            && "canteen".equals(place.service())
                            && world.aubin.id().equals(place.town()))
                    .findFirst()
                    .orElseThrow()
                    .id();
        }
    }

    /** How many of a post's notices there are, by route where one is named. */
    long notices(UUID post) throws SQLException {
        return number("select count(*) from delivery where post_id = ?", post);
    }

    long number(String sql, Object... values) throws SQLException {
        try (Connection connection = Databases.connect(database);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Nanoseconds to write the same rows plainly. */
    long plainly() throws SQLException {
        try (Connection connection = Databases.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(COPIES[0]);
            statement.execute(COPIES[1]);
            long begun = System.nanoTime();
            for (int i = 2; i < COPIES.length; i++) {
                statement.execute(COPIES[i]);
            }
            return System.nanoTime() - begun;
        }
    }
}
