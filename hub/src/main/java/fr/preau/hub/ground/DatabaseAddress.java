package fr.preau.hub.ground;

import fr.preau.config.Secret;
import fr.preau.config.Settings;
import fr.preau.config.Settings.Ssl;

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

    /** The address of a PostgreSQL that somebody else runs. */
    static DatabaseAddress external(Settings.Database settings) {
        return new DatabaseAddress(
                settings.host(),
                settings.port(),
                settings.name(),
                settings.user(),
                settings.password().orElseThrow(),
                settings.ssl());
    }

    /** For the migrations, which go over JDBC; without user and password. */
    String jdbcUrl() {
        String protection = switch (ssl) {
            case DISABLE -> "sslmode=disable";
            case REQUIRE -> "sslmode=require";
            case VERIFY_FULL -> "sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";
        };
        return "jdbc:postgresql://" + host + ":" + port + "/" + database + "?ApplicationName=preau&" + protection;
    }

    /** Host, port and database; without user and password. */
    String shown() {
        return host + ":" + port + "/" + database;
    }
}
