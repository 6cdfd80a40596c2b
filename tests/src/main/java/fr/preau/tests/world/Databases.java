package fr.preau.tests.world;

import fr.preau.hub.ground.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Connections of the tests' own to a hub's database. */
public final class Databases {
    private Databases() {}

    /** The settings of a hub that shall use this database. */
    public static Map<String, String> settings(DatabaseAddress database) {
        return Map.of(
                "database.mode", "external",
                "database.host", database.host(),
                "database.port", Integer.toString(database.port()),
                "database.name", database.database(),
                "database.user", database.user(),
                "database.password", database.password().value());
    }

    /** These settings, and those of {@link #settings}. */
    public static Map<String, String> with(DatabaseAddress database, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings(database));
        all.putAll(settings);
        return all;
    }

    /** A new connection. */
    public static Connection connect(DatabaseAddress database) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", database.user());
        properties.put("password", database.password().value());
        return DriverManager.getConnection(
                "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database(), properties);
    }
}
