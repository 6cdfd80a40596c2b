package fr.preau.hub.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.MovedClock;
import fr.preau.hub.ground.TestDatabase;
import fr.preau.hub.reach.ReachTown;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who owns the database cuts off the end of the audit. */
class AnchorsTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path data;

    private Pool pool;
    private Ground ground;
    private Audit audit;
    private Anchors anchors;

    @BeforeEach
    void open() {
        pool = TestDatabase.fresh(vertx);
        ground = new Ground(
                vertx,
                pool,
                Settings.of(Map.of("node.name", "test", "node.dataDir", data.toString())),
                new MovedClock(Instant.parse("2026-11-03T09:00:00Z")),
                new Random(1),
                new SimpleMeterRegistry());
        audit = new Audit(ground);
        anchors = new Anchors(ground, audit);
    }

    @AfterEach
    void close() {
        ReachTown.await(pool.close());
        ReachTown.await(vertx.close());
    }

    @Test
    void the_anchor_says_how_many_rows_are_missing_and_never_goes_back() {
        record(5);
        ReachTown.await(anchors.drop());
        assertEquals(Optional.empty(), finding());

        cutAfter(3);

        assertEquals(Optional.of("end cut off: anchor says 5 rows, found 3"), finding());
        ReachTown.await(anchors.drop());
        assertEquals(Optional.of("end cut off: anchor says 5 rows, found 3"), finding(), "still");
    }

    @Test
    void an_end_that_was_written_anew_is_seen_as_well_and_so_is_another_anchor() throws IOException {
        record(5);
        ReachTown.await(anchors.drop());
        cutAfter(3);
        record(4);
        assertEquals(Optional.of("the chain was written anew: row 5 is not the anchor's"), finding());

        Files.writeString(data.resolve("audit.anchor"), "3 00 00");
        assertEquals(Optional.of("the anchor was changed"), finding());
    }

    @Test
    void what_came_after_the_anchor_is_no_fault() {
        record(2);
        ReachTown.await(anchors.drop());
        record(2);

        assertEquals(Optional.empty(), finding());
        ReachTown.await(anchors.drop());
        assertEquals(Optional.empty(), finding());
    }

    private Optional<String> finding() {
        return ReachTown.await(anchors.verify()).finding();
    }

    private void record(int events) {
        Future<Void> done = Future.succeededFuture();
        for (int i = 0; i < events; i++) {
            String id = "p" + System.nanoTime();
            done = done.compose(before -> pool.withTransaction(transaction ->
                    audit.record(transaction, Optional.empty(), "callback_refused", "provider", id, Map.of())));
        }
        ReachTown.await(done);
    }

    /** As the tables' owner can. */
    private void cutAfter(int seq) {
        ReachTown.await(pool.query("alter table audit_event disable trigger user; delete from audit_event where seq > "
                        + seq + "; alter table audit_event enable trigger user")
                .execute());
    }
}
