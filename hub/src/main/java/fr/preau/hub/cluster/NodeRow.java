package fr.preau.hub.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A node as it tells the others of itself.
 *
 * @param name no two nodes have the same
 * @param bus who it is among the members of the event bus; another one after each start
 * @param startedAt when it came
 * @param seenAt when it last said that it is there, by the database's clock
 * @param address where it answers HTTP, host:port
 * @param roles what it does, in the words of the setting
 * @param keys fingerprints of the keys that all nodes must share, by the setting that names the file
 */
public record NodeRow(
        String name,
        UUID bus,
        Instant startedAt,
        Instant seenAt,
        String address,
        List<String> roles,
        Map<String, String> keys) {
    public NodeRow {
        roles = List.copyOf(roles);
        keys = Map.copyOf(keys);
    }
}
