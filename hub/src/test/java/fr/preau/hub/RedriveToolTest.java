package fr.preau.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.MovedClock;
import fr.preau.hub.ground.TestDatabase;
import fr.preau.hub.reach.ReachTown;
import fr.preau.hub.reach.RedriveStore.Which;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedriveToolTest {
    private static final Instant NOW = Instant.parse("2026-11-03T09:00:00Z");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        ReachTown.await(vertx.close());
    }

    @Test
    void what_the_command_line_puts_back_is_in_the_audit_with_who_sat_there() {
        var pool = TestDatabase.fresh(vertx);
        var ground = new Ground(
                vertx,
                pool,
                Settings.of(Map.of("node.name", "test")),
                new MovedClock(NOW),
                new Random(1),
                new SimpleMeterRegistry());
        var town = new ReachTown(pool);
        var person = town.guardian("+33639980001");
        var post = town.bulletin("Cantine", "Fermée", NOW);
        town.run("""
                insert into delivery (post_id, recipient_id, account_id, route, address, language, state, due_at, deadline,
                    created_at, changed_at)
                values ($1, $2, $2, 'sms', '+33639980001', 'fr', 'dead', now(), now(), now(), now())
                """, post, person);

        int count = ReachTown.await(
                RedriveTool.redrive(ground, new Which(Optional.of(post), Optional.empty(), Optional.empty())));

        assertEquals(1, count);
        assertEquals("pending=1", town.states());
        assertEquals(
                "redrive post " + post + " {\"by\":\"command line\",\"deliveries\":\"1\",\"user\":\""
                        + System.getProperty("user.name") + "\"}",
                town.rows(
                                "select concat_ws(' ', action, subject_kind, subject_id, detail) from audit_event where actor_id is null")
                        .getFirst()
                        .getString(0));
        ReachTown.await(pool.close());
    }
}
