package fr.preau.tests.bench;

import fr.preau.tests.world.WorldStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Posts that happen while nobody is there, put into the database by sets, and what the database says of channels. */
public record Missed(Connection connection) {
    private static final String POSTS = """
            with numbered as (
                select c.id as channel, c.last_seq + i as seq, gen_random_uuid() as post
                  from channel c cross join generate_series(1, ?) i where c.id = any (?)),
            written as (
                insert into post (id, channel_id, seq, author_id, client_key, body, created_at, search_text)
                select post, channel, seq, ?, post::text, 'Cantine : le menu de jeudi est changé, voyez **demain**.', now(), ''
                  from numbered),
            told as (
                insert into post_event (channel_id, seq, post_id, kind, actor_id, at)
                select channel, seq, post, 'posted', ?, now() from numbered)
            update channel c set last_seq = last_seq + ?, last_at = now() where c.id = any (?)
            """;

    /** So many posts of this account in each of the channels. */
    public void posts(int each, UUID author, List<UUID> channels) throws SQLException {
        var ids = connection.createArrayOf("uuid", channels.toArray());
        new WorldStore(connection).run(POSTS, each, ids, author, author, each, ids);
    }

    /** The liaison channel of each of these guardians, in the same order. */
    public List<UUID> liaisons(List<String> tokens) throws SQLException {
        Map<UUID, UUID> byAccount = new HashMap<>();
        try (PreparedStatement ask = connection.prepareStatement("""
                        select a.id, c.id from account a join guardianship g on g.guardian_id = a.person_id
                          join channel c on c.pupil_id = g.pupil_id and c.kind = 'liaison'
                        """);
                ResultSet rows = ask.executeQuery()) {
            while (rows.next()) {
                byAccount.put(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
            }
        }
        return tokens.stream().map(token -> byAccount.get(account(token))).toList();
    }

    /** How far each channel goes. */
    public Map<String, Long> lastSeqs() throws SQLException {
        Map<String, Long> last = new LinkedHashMap<>();
        try (PreparedStatement ask = connection.prepareStatement("select id::text, last_seq from channel");
                ResultSet rows = ask.executeQuery()) {
            while (rows.next()) {
                last.put(rows.getString(1), rows.getLong(2));
            }
        }
        return last;
    }

    /** Transactions of the database so far, of which each lone statement is one. */
    public long transactions() throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(
                        "select xact_commit from pg_stat_database where datname = current_database()");
                ResultSet row = ask.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Whose token that is. */
    public static UUID account(String token) {
        String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        int from = payload.indexOf("\"sub\":\"") + 7;
        return UUID.fromString(payload.substring(from, payload.indexOf('"', from)));
    }
}
