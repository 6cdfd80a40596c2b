package fr.preau.hub.ground;

import fr.preau.config.Secret;
import fr.preau.config.Settings;
import fr.preau.config.Settings.Ssl;
import java.util.List;

/**
 * Where PostgreSQL listens and how to sign in there.
 *
 * @param host name or address
 * @param port TCP port
 * @param database the database's name
 * @param user the role that owns it
 * @param password its password
 * @param ssl how the connection is protected
 */
public record DatabaseAddress(String host, int port, String database, String user, Secret password, Ssl ssl) {

    /** The addresses of the servers that somebody else runs, in the order of the settings. */
    static List<DatabaseAddress> external(Settings.Database settings) {
        return settings.hosts().stream()
                .map(host -> new DatabaseAddress(
                        host.name(),
                        host.port(),
                        settings.name(),
                        settings.user(),
                        settings.password().orElseThrow(),
                        settings.ssl()))
                .toList();
    }

    /** For the migrations, which go over JDBC; without user and password. */
    String jdbcUrl() {
        String protection = switch (ssl) {
            case DISABLE -> "sslmode=disable";
            case REQUIRE -> "sslmode=require";
            case VERIFY_FULL -> "sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";
        };
        String name = host.contains(":") ? "[" + host + "]" : host;
        return "jdbc:postgresql://" + name + ":" + port + "/" + database + "?ApplicationName=preau&" + protection;
    }

    /** Host, port and database; without user and password. */
    String shown() {
        return host + ":" + port + "/" + database;
    }
}
