package fr.preau.hub.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.problem.Problem;
import fr.preau.config.Settings;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Ground;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Vertx vertx = Vertx.vertx();
    private Ground ground;

    @BeforeEach
    void ground() {
        var noDatabase = PgBuilder.pool()
                .connectingTo(new PgConnectOptions())
                .using(vertx)
                .build();
        ground = new Ground(
                vertx,
                noDatabase,
                Settings.of(Map.of()),
                Clock.systemUTC(),
                new SecureRandom(),
                new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        IdentityHub.await(vertx.close());
    }

    @Test
    void aPasswordIsKeptAsArgon2idWithSaltAndCost() {
        try (Passwords passwords = new Passwords(ground)) {
            String one = IdentityHub.await(passwords.hash("café au lait sucré"));
            String other = IdentityHub.await(passwords.hash("café au lait sucré"));

            assertTrue(
                    one.matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"), one);
            assertNotEquals(one, other);
            assertTrue(IdentityHub.await(passwords.matches("café au lait sucré", one)));
            assertTrue(
                    IdentityHub.await(passwords.matches("cafe\u0301 au lait sucre\u0301", one)),
                    "from a keyboard that writes é in two parts");
            assertFalse(IdentityHub.await(passwords.matches("cafe au lait sucre", one)));
            assertFalse(IdentityHub.await(passwords.matches("café au lait sucré", null)));
        }
    }

    @Test
    void hashesOfTheReferenceImplementationAreUnderstoodWhateverTheirCost() {
        String ours =
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$kmM9xbpDNcaGbTfLvXtdPTuEqmcFtBotNeeFobAKVgk";
        String cheaper =
                "$argon2id$v=19$m=8192,t=1,p=2$c29tZXNhbHRzb21lc2FsdA$uxIE8SI7P041/gi+d7ewgXDY5xJkVijfcwDHtShQK5U";

        assertTrue(PasswordHash.matches("café au lait sucré", ours));
        assertTrue(PasswordHash.matches("password", cheaper));
        assertFalse(PasswordHash.matches("Password", cheaper));
        assertThrows(IllegalStateException.class, () -> PasswordHash.matches("password", "$2y$10$abcdefghijk"));
    }

    @Test
    void whoComesWhenTooManyWaitIsToldToComeBack() {
        try (Passwords passwords = new Passwords(ground, 1, 2)) {
            List<Future<String>> asked = IntStream.range(0, 10)
                    .mapToObj(i -> passwords.hash("p" + i))
                    .toList();

            List<Future<String>> refused = asked.stream().filter(Future::failed).toList();
            assertEquals(7, refused.size(), "one in hand, two wait");
            refused.forEach(future -> assertEquals(
                    Problem.BUSY, ((Refused) future.cause()).refusal().problem()));
            asked.stream().filter(future -> !future.failed()).forEach(IdentityHub::await);
            IdentityHub.await(passwords.hash("there is room again"));
        }
    }
}
