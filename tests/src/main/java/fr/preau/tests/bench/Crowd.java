package fr.preau.tests.bench;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.tests.wire.Json;
import fr.preau.tests.world.Databases;
import fr.preau.tests.world.World;
import fr.preau.tests.world.WorldStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A school with as many guardians as a bench has sockets, each with a child in a class, an account and an open session,
 * and so with seven channels: class, liaison, school notices, and four services of the town. Their
 * tokens are signed with the hub's own key: ten thousand sign-ins would take a quarter of an hour of hashing.
 *
 * @param channel the school's notices, in which all of them are
 * @param head the token of the head, who writes there
 * @param tokens of the guardians
 */
public record Crowd(UUID channel, String head, List<String> tokens) {
    private static final int PUPILS_A_CLASS = 25;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /**
     * Makes all of it in the empty database of a hub that has just been started.
     *
     * @param signingKey the file of the key that signs the hub's tokens
     */
    public static Crowd settle(URI hub, Path signingKey, DatabaseAddress database, int count)
            throws SQLException, IOException, GeneralSecurityException, InterruptedException {
        World world = new World();
        try (Connection connection = Databases.connect(database)) {
            new WorldStore(connection).insert(world);
        }
        return join(hub, signingKey, database, world, count);
    }

    /** As {@link #settle}, beside a world that is there. */
    public static Crowd join(URI hub, Path signingKey, DatabaseAddress database, World world, int count)
            throws SQLException, IOException, GeneralSecurityException, InterruptedException {
        List<String[]> sessions = new ArrayList<>();
        UUID channel;
        try (Connection connection = Databases.connect(database)) {
            insert(connection, world.verne.id(), count);
            try (PreparedStatement ask = connection.prepareStatement(
                            "select account_id::text, id::text from session where device = 'crowd'");
                    ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    sessions.add(new String[] {rows.getString(1), rows.getString(2)});
                }
            }
            try (PreparedStatement ask = connection.prepareStatement(
                    "select id from channel where kind = 'school_notice' and school_id = ?")) {
                ask.setObject(1, world.verne.id());
                try (ResultSet row = ask.executeQuery()) {
                    row.next();
                    channel = row.getObject(1, UUID.class);
                }
            }
        }
        String head = signIn(hub, world.headVerne.login());
        return new Crowd(channel, head, tokens(head, key(signingKey), sessions));
    }

    private static void insert(Connection connection, UUID school, int count) throws SQLException {
        WorldStore store = new WorldStore(connection);
        store.run("""
                create temporary table crowd as
                select i, gen_random_uuid() as guardian, gen_random_uuid() as child, gen_random_uuid() as account
                  from generate_series(1, ?) i
                """, count);
        store.run("""
                insert into person (id, given_name, family_name)
                select guardian, 'Parent', 'Foule' || i from crowd union all select child, 'Enfant', 'Foule' || i from crowd
                """);
        store.run("""
                create temporary table crowd_class as
                select i, gen_random_uuid() as id from generate_series(0, ?) i
                """, count / PUPILS_A_CLASS);
        store.run("""
                insert into school_class (id, school_id, name, level) select id, ?, 'Foule ' || i, 'CE2' from crowd_class
                """, school);
        store.run("""
                insert into pupil (person_id, school_id, class_id)
                select w.child, ?, c.id from crowd w join crowd_class c on c.i = w.i / ?
                """, school, PUPILS_A_CLASS);
        store.run("insert into guardianship (guardian_id, pupil_id) select guardian, child from crowd");
        store.run("""
                insert into account (id, person_id, profile, login, activated_at)
                select account, guardian, 'guardian', 'foule.' || i, now() from crowd
                """);
        store.run("""
                insert into session (id, account_id, device, agent, opened_at, last_seen_at, expires_at)
                select gen_random_uuid(), account, 'crowd', ''::bytea, now(), now(), now() + interval '1 day' from crowd
                """);
        store.run("select open_missing_channels()");
        store.run("analyze person, pupil, school_class, guardianship, account, session, channel");
    }

    static String signIn(URI hub, String login) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/api/v1/sessions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        Json.write(Map.of("login", login, "password", World.PASSWORD))))
                .build();
        String answer = HTTP.send(request, BodyHandlers.ofString()).body();
        return Json.read(answer).path("accessToken").asText();
    }

    static PrivateKey key(Path signingKey) throws IOException, GeneralSecurityException {
        String pem = Files.readString(signingKey);
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** Tokens like the one that the hub itself gave, for other sessions. */
    static List<String> tokens(String like, PrivateKey key, List<String[]> sessions) throws GeneralSecurityException {
        String[] parts = like.split("\\.", -1);
        String issuer = Json.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                .path("iss")
                .asText();
        long now = Instant.now().getEpochSecond();
        List<String> tokens = new ArrayList<>();
        for (String[] session : sessions) {
            String payload = "{\"iss\":\"" + issuer + "\",\"aud\":\"preau\",\"sub\":\"" + session[0] + "\",\"sid\":\""
                    + session[1] + "\",\"kind\":\"access\",\"iat\":" + now + ",\"nbf\":" + now + ",\"exp\":"
                    + (now + 3_600) + "}";
            String signed = parts[0] + "." + base64(payload.getBytes(StandardCharsets.UTF_8));
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            tokens.add(signed + "." + base64(signature.sign()));
        }
        return tokens;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
