package fr.preau.hub.ground;

import java.util.List;

/**
 * A PostgreSQL that is there to be used.
 *
 * @param hosts where it is: one server, or a primary and its standbys
 * @param stop stops it if this process runs it, else does nothing; blocks
 */
public record DatabaseServer(List<DatabaseAddress> hosts, Runnable stop) {
    public DatabaseServer {
        hosts = List.copyOf(hosts);
    }
}
