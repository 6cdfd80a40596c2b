package fr.preau.hub.identity;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.SessionId;
import fr.preau.hub.ground.SigningKey;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Whether a token is one of ours: once a request and once a hello. */
@State(Scope.Benchmark)
public class AccessTokensBench {
    private static final Instant NOON = Instant.parse("2026-11-02T11:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private AccessTokens tokens;
    private String token;
    private Path folder;

    /** With a key of its own. */
    @Setup
    public void issue() throws IOException {
        folder = Files.createTempDirectory("preau-token");
        SigningKey key = SigningKey.open(folder.resolve("jwt.pem"), "security.signingKeyFile", "nothing");
        tokens = new AccessTokens(vertx, key, "https://preau.example.fr", Duration.ofMinutes(10));
        token = tokens.issue(new AccountId(new UUID(1, 1)), new SessionId(new UUID(2, 2)), NOON);
    }

    /** Signature, kind and times. */
    @Benchmark
    public Object verify() {
        return tokens.verify(token, NOON).await();
    }

    /** Leaves nothing behind. */
    @TearDown
    public void close() throws IOException {
        vertx.close().await();
        Files.delete(folder.resolve("jwt.pem"));
        Files.delete(folder);
    }
}
