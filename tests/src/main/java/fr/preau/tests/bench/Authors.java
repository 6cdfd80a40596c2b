package fr.preau.tests.bench;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.tests.measure.HubProcess;
import fr.preau.tests.wire.Json;
import fr.preau.tests.world.Databases;
import fr.preau.tests.world.World;
import fr.preau.tests.world.WorldStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Teachers of one school, each with a class and an open session: all of them may write in the staff room, and each in the
 * channel of the own class.
 *
 * @param hot the staff room
 * @param hellos the first message of each, which asks for no events
 * @param places the two channels of each, the staff room first
 */
record Authors(UUID hot, Path hellos, Path places) {

    /** Makes all of it in the database of a hub that has just been started on an empty folder. */
    static Authors settle(HubProcess hub, Path folder, DatabaseAddress database, int count)
            throws SQLException, IOException, GeneralSecurityException, InterruptedException {
        World world = new World();
        List<String[]> sessions = new ArrayList<>();
        List<String> places = new ArrayList<>();
        UUID hot;
        try (Connection connection = Databases.connect(database)) {
            new WorldStore(connection).insert(world);
            insert(connection, world.verne.id(), count);
            try (PreparedStatement ask =
                    connection.prepareStatement("select id from channel where kind = 'staff_room' and school_id = ?")) {
                ask.setObject(1, world.verne.id());
                try (ResultSet row = ask.executeQuery()) {
                    row.next();
                    hot = row.getObject(1, UUID.class);
                }
            }
            try (PreparedStatement ask = connection.prepareStatement("""
                            select s.account_id::text, s.id::text, c.id::text
                              from session s join assignment a on a.account_id = s.account_id
                              join channel c on c.class_id = a.class_id and c.kind = 'class_pupils'
                             where s.device = 'author'
                            """);
                    ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    sessions.add(new String[] {rows.getString(1), rows.getString(2)});
                    places.add(hot + " " + rows.getString(3));
                }
            }
        }
        String like = Crowd.signIn(hub.base(), world.headVerne.login());
        List<String> tokens = Crowd.tokens(like, Crowd.key(folder.resolve("data/keys/jwt-es256.pem")), sessions);
        return new Authors(
                hot,
                Files.write(
                        folder.resolve("hellos"),
                        tokens.stream()
                                .map(token ->
                                        Json.write(Map.of("type", "hello", "token", token, "channels", List.of())))
                                .toList()),
                Files.write(folder.resolve("places"), places));
    }

    private static void insert(Connection connection, UUID school, int count) throws SQLException {
        WorldStore store = new WorldStore(connection);
        store.run("""
                create temporary table author as
                select i, gen_random_uuid() as person, gen_random_uuid() as account, gen_random_uuid() as class
                  from generate_series(1, ?) i
                """, count);
        store.run("insert into school_class (id, school_id, name) select class, ?, 'Classe ' || i from author", school);
        store.run("insert into person (id, given_name, family_name) select person, 'Auteur', 'Foule' || i from author");
        store.run("""
                insert into account (id, person_id, profile, login, activated_at)
                select account, person, 'teacher', 'auteur.' || i, now() from author
                """);
        store.run("""
                insert into assignment (account_id, role, school_id, class_id)
                select account, 'teacher', ?, class from author
                """, school);
        store.run("""
                insert into session (id, account_id, device, agent, opened_at, last_seen_at, expires_at)
                select gen_random_uuid(), account, 'author', ''::bytea, now(), now(), now() + interval '1 day' from author
                """);
        store.run("select open_missing_channels()");
        store.run("analyze");
    }
}
