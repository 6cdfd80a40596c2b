package fr.preau.hub.cluster;

import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Rows of nodes. */
public final class NodeStore {
    /** A node that said nothing for so long is not living any more. */
    static final Duration SILENCE = Duration.ofSeconds(6);

    private static final String ENTER = """
            insert into node (name, bus, started_at, seen_at, address, roles, keys)
            values ($1, $2, clock_timestamp(), clock_timestamp(), $3, $4, $5)
            on conflict (name) do update
               set bus = excluded.bus, started_at = excluded.started_at, seen_at = excluded.seen_at,
                   address = excluded.address, roles = excluded.roles, keys = excluded.keys
             where node.seen_at < clock_timestamp() - $6::interval or node.bus <> all ($7::uuid[])
            returning name
            """;

    private static final String BEAT =
            "update node set seen_at = clock_timestamp() where name = $1 and bus = $2 returning name";

    private static final String LIVING = """
            select name, bus, started_at, seen_at, address, roles, keys from node
             where seen_at > clock_timestamp() - $1::interval
             order by name
            """;

    private static final String LEAVE = "delete from node where name = $1 and bus = $2";

    private static final String FORGET = "delete from node where seen_at < clock_timestamp() - interval '1 day'";

    private final Pool pool;

    public NodeStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Notes that this node is there. What a node of the same name left behind that nobody reaches any more is taken over.
     *
     * @param members whom this node reaches
     * @return false where another living node has that name
     */
    Future<Boolean> enter(NodeRow self, Collection<UUID> members) {
        return pool.preparedQuery(ENTER)
                .execute(Tuple.of(
                        self.name(),
                        self.bus(),
                        self.address(),
                        self.roles().toArray(String[]::new),
                        new JsonObject(new HashMap<>(self.keys())),
                        Moments.interval(SILENCE),
                        members.toArray(UUID[]::new)))
                .compose(rows -> pool.query(FORGET).execute().map(rows.size() == 1));
    }

    /** Says again that this node is there; false where another one took its name. */
    Future<Boolean> beat(NodeRow self) {
        return pool.preparedQuery(BEAT)
                .execute(Tuple.of(self.name(), self.bus()))
                .map(rows -> rows.size() == 1);
    }

    /** Every node that was there a moment ago. */
    public Future<List<NodeRow>> living() {
        return pool.preparedQuery(LIVING)
                .execute(Tuple.of(Moments.interval(SILENCE)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(NodeStore::node)
                        .toList());
    }

    Future<Void> leave(NodeRow self) {
        return pool.preparedQuery(LEAVE)
                .execute(Tuple.of(self.name(), self.bus()))
                .mapEmpty();
    }

    private static NodeRow node(Row row) {
        Map<String, String> keys = new HashMap<>();
        row.getJsonObject("keys").forEach(entry -> keys.put(entry.getKey(), String.valueOf(entry.getValue())));
        return new NodeRow(
                row.getString("name"),
                row.getUUID("bus"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("seen_at").toInstant(),
                row.getString("address"),
                Arrays.asList(row.getArrayOfStrings("roles")),
                keys);
    }
}
