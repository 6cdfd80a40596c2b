package fr.preau.hub.identity;

import fr.preau.channels.identity.LockOut;
import fr.preau.channels.identity.PasswordPolicy;
import fr.preau.channels.identity.Refreshing;
import fr.preau.config.Limits;
import fr.preau.hub.edge.Authenticator;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.SigningKey;
import fr.preau.hub.ground.StartFailure;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in, whole: what the edge serves and what it asks. One a node. */
public final class Identity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Identity.class);
    private static final long HOUR_MILLIS = 3_600_000;

    private final Ground ground;
    private final Passwords passwords;
    private final LockStore locks;
    private final SessionStore sessions;
    private final SessionAuthenticator authenticator;
    private final IdentityRoutes routes;
    private final String keyId;
    private final long purges;

    private Identity(Ground ground) {
        Limits limits = ground.settings().limits();
        this.ground = ground;
        passwords = new Passwords(ground);
        locks = new LockStore(
                ground.pool(), new LockOut(limits.loginFailures(), Duration.ofMinutes(limits.loginLockMinutes())));
        sessions = new SessionStore(ground.pool());
        SigningKey key = SigningKey.open(
                ground.settings().security().signingKeyFile(),
                "security.signingKeyFile",
                "everybody then signs in again within minutes");
        keyId = key.id();
        AccessTokens tokens = new AccessTokens(
                ground.vertx(),
                key,
                ground.settings().http().publicUrl().toString(),
                Duration.ofMinutes(limits.accessTokenMinutes()));
        authenticator = new SessionAuthenticator(ground, tokens, sessions);
        CredentialStore credentials = new CredentialStore(ground.pool());
        PasswordChoice choice = new PasswordChoice(
                credentials, passwords, new PasswordPolicy(limits.passwordMinChars(), limits.passwordMaxChars()));
        Openings openings = new Openings(ground, credentials, choice);
        routes = new IdentityRoutes(
                ground,
                tokens,
                new AddressLimits(limits.loginBurst(), limits.loginPerMinute(), ground.clock()),
                new SignIns(ground, credentials, locks, passwords, choice, openings),
                openings,
                new RefreshStore(
                        ground.pool(),
                        ground.random(),
                        new Refreshing(Duration.ofSeconds(limits.refreshGraceSeconds())),
                        profile -> Openings.life(limits, profile)),
                sessions,
                new MeStore(ground.pool()),
                authenticator);
        purges = ground.vertx().setPeriodic(HOUR_MILLIS, timer -> purge());
    }

    /**
     * Reads the signing key, or makes one at the first start. Blocks for a moment.
     *
     * @throws StartFailure if there can be no key
     */
    public static Identity open(Ground ground) {
        return new Identity(ground);
    }

    /** Names the key that signs access tokens: the same on every node that takes them. */
    public String keyId() {
        return keyId;
    }

    /** The endpoints of signing in. */
    public List<Endpoint> endpoints() {
        return routes.endpoints();
    }

    /** Tells who an access token belongs to; for requests and streams alike. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /** The form in which the password is stored; works beside the event loops. */
    public static Future<String> hash(Ground ground, String password) {
        byte[] salt = new byte[PasswordHash.SALT_BYTES];
        ground.random().nextBytes(salt);
        return ground.vertx().executeBlocking(() -> PasswordHash.of(password, salt), false);
    }

    private void purge() {
        Instant now = ground.clock().instant();
        locks.purge(now)
                .compose(done -> sessions.purge(now))
                .onFailure(
                        e -> LOG.warn("old sessions were not removed, the next try is in an hour: {}", e.toString()));
    }

    @Override
    public void close() {
        ground.vertx().cancelTimer(purges);
        passwords.close();
    }
}
