package fr.preau.config;

import fr.preau.config.Settings.Database;
import fr.preau.config.Settings.DatabaseHost;
import fr.preau.config.Settings.DatabaseMode;
import fr.preau.config.Settings.Ssl;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The section {@code database}. */
final class DatabaseReader {
    private static final int STANDARD_PORT = 5432;
    private static final int MOST = 65_535;

    private final Reading in;

    DatabaseReader(Reading in) {
        this.in = in;
    }

    Database read() {
        DatabaseMode mode = in.choice("database.mode", DatabaseMode.EMBEDDED);
        boolean external = mode == DatabaseMode.EXTERNAL;
        Optional<Secret> password = in.secret("database.password");
        if (external && password.isEmpty()) {
            in.refuse("database.password", "the password of database.user, since database.mode is external");
        }
        return new Database(
                mode,
                hosts(external),
                identifier("database.name"),
                identifier("database.user"),
                password,
                in.number("database.poolSize", 16, 2, 500),
                in.choice("database.ssl", Ssl.DISABLE));
    }

    private List<DatabaseHost> hosts(boolean external) {
        Optional<String> host = in.text("database.host");
        int least = external ? 1 : 0;
        Optional<Integer> port = in.optional(
                "database.port",
                "a whole number from " + least + " to " + MOST,
                text -> within(Integer.parseInt(text), least));
        List<DatabaseHost> several = in.list(
                "database.hosts", "a list of servers, as in [db1.example.fr:5432, db2.example.fr:5432]", this::host);
        if (several.isEmpty()) {
            return List.of(new DatabaseHost(host.orElse("127.0.0.1"), port.orElse(external ? STANDARD_PORT : 0)));
        }
        if (!external) {
            in.refuse("database.hosts", "nothing, unless database.mode is external");
        }
        if (host.isPresent()) {
            in.refuse("database.host", "nothing, since database.hosts names the servers");
        }
        if (port.isPresent()) {
            in.refuse("database.port", "nothing, since database.hosts names the ports");
        }
        if (new HashSet<>(several).size() < several.size()) {
            in.refuse("database.hosts", "a list without repetitions");
        }
        return several;
    }

    /** A name or address, with a port behind the last colon or without one. */
    private @Nullable DatabaseHost host(String text) {
        int colon = text.lastIndexOf(':');
        boolean bare = colon < 0 || text.endsWith("]");
        String name = bare ? text : text.substring(0, colon);
        int port = bare ? STANDARD_PORT : Integer.parseInt(text.substring(colon + 1));
        String inner = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        boolean address = inner.equals(name) ? inner.matches("[A-Za-z0-9._-]+") : inner.matches("[0-9A-Fa-f:.]+");
        return address && within(port, 1) != null ? new DatabaseHost(inner, port) : null;
    }

    private static @Nullable Integer within(int port, int least) {
        return port < least || port > MOST ? null : port;
    }

    private String identifier(String name) {
        return in.value(
                name,
                "preau",
                "a lower-case name of at most 63 letters, digits and _",
                text -> text.matches("[a-z_][a-z0-9_]{0,62}") ? text : null);
    }
}
