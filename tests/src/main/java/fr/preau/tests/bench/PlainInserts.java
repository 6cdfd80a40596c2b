package fr.preau.tests.bench;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.tests.world.Databases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * What the hub is compared with: one connection that inserts one row after the other, each committed, into a table with
 * the columns of a post and nothing but its primary key.
 */
final class PlainInserts implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insert;
    private final String text;
    private long seq;

    PlainInserts(DatabaseAddress database, String text) throws SQLException {
        this.text = text;
        this.connection = Databases.connect(database);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table plain_post (like post including defaults, primary key (id))");
        }
        this.insert = connection.prepareStatement("""
                insert into plain_post (id, channel_id, seq, author_id, client_key, body, created_at, search_text)
                values (?, ?, ?, ?, ?, ?, now(), ?) returning seq
                """);
    }

    /** Rows a second. */
    double run(long millis) throws SQLException {
        UUID channel = UUID.randomUUID();
        UUID author = UUID.randomUUID();
        long begun = System.nanoTime();
        long until = begun + TimeUnit.MILLISECONDS.toNanos(millis);
        long rows = 0;
        for (; System.nanoTime() < until; rows++) {
            insert.setObject(1, UUID.randomUUID());
            insert.setObject(2, channel);
            insert.setLong(3, seq++);
            insert.setObject(4, author);
            insert.setString(5, "key-" + seq);
            insert.setString(6, text);
            insert.setString(7, text);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
            }
        }
        return rows * 1e9 / (System.nanoTime() - begun);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
