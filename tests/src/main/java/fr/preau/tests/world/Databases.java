package fr.preau.tests.world;

import fr.preau.hub.ground.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connections of the tests' own to a hub's database. */
public final class Databases {
    private Databases() {}

    /** A new connection. */
    public static Connection connect(DatabaseAddress database) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", database.user());
        properties.put("password", database.password().value());
        return DriverManager.getConnection(
                "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database(), properties);
    }
}
