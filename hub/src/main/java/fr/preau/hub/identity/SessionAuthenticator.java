package fr.preau.hub.identity;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.SessionId;
import fr.preau.channels.problem.Problem;
import fr.preau.hub.edge.Authenticator;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Gathering;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells who an access token belongs to: its signature and times each time, its session from the database at most 2 s
 * ago. A session that ended on this node is refused at once, one that ended on another node within these 2 s.
 */
final class SessionAuthenticator implements Authenticator {
    private static final long FRESH_MILLIS = 2_000;
    private static final int REMEMBERED = 50_000;
    private static final int ASKED_AT_ONCE = 2;
    private static final int SESSIONS_AT_ONCE = 256;

    private final Ground ground;
    private final AccessTokens tokens;
    private final Gathering<AccessTokens.Claims, Caller> callers;
    private final Map<SessionId, Known> known = new ConcurrentHashMap<>();

    private record Known(Caller caller, long untilMillis) {}

    SessionAuthenticator(Ground ground, AccessTokens tokens, SessionStore sessions) {
        this.ground = ground;
        this.tokens = tokens;
        this.callers = new Gathering<>(
                ASKED_AT_ONCE,
                SESSIONS_AT_ONCE,
                claims -> sessions.callers(claims, ground.clock().instant()));
    }

    @Override
    public Future<Caller> authenticate(String token) {
        return tokens.verify(token, ground.clock().instant()).compose(this::caller);
    }

    private Future<Caller> caller(AccessTokens.Claims claims) {
        long now = ground.clock().millis();
        Known found = known.get(claims.session());
        if (found != null
                && now < found.untilMillis()
                && found.caller().account().equals(claims.account())) {
            return Future.succeededFuture(found.caller());
        }
        return callers.of(claims)
                .map(caller -> remember(caller.orElseThrow(() -> new Refused(Problem.SESSION_ENDED)), now));
    }

    private Caller remember(Caller caller, long now) {
        if (known.size() >= REMEMBERED) {
            known.clear(); // they come back with one query each
        }
        known.put(caller.session(), new Known(caller, now + FRESH_MILLIS));
        return caller;
    }

    /** The account's sessions are looked at anew. */
    void forget(AccountId account) {
        known.values().removeIf(entry -> entry.caller().account().equals(account));
    }
}
