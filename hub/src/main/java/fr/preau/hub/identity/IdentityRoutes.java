package fr.preau.hub.identity;

import fr.preau.channels.people.Caller;
import fr.preau.channels.people.SessionId;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The identity part of openapi.yaml. */
final class IdentityRoutes {
    private final Ground ground;
    private final AccessTokens tokens;
    private final AddressLimits addresses;
    private final SignIns signIns;
    private final Openings openings;
    private final RefreshStore refreshes;
    private final SessionStore sessions;
    private final MeStore me;
    private final SessionAuthenticator authenticator;

    IdentityRoutes(
            Ground ground,
            AccessTokens tokens,
            AddressLimits addresses,
            SignIns signIns,
            Openings openings,
            RefreshStore refreshes,
            SessionStore sessions,
            MeStore me,
            SessionAuthenticator authenticator) {
        this.ground = ground;
        this.tokens = tokens;
        this.addresses = addresses;
        this.signIns = signIns;
        this.openings = openings;
        this.refreshes = refreshes;
        this.sessions = sessions;
        this.me = me;
        this.authenticator = authenticator;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.open("signIn", HttpMethod.POST, "/api/v1/sessions", this::signIn),
                Endpoint.open("refreshSession", HttpMethod.POST, "/api/v1/sessions/refresh", this::refresh),
                Endpoint.open("activate", HttpMethod.POST, "/api/v1/activations", this::activate),
                Endpoint.signed("listSessions", HttpMethod.GET, "/api/v1/sessions", this::list),
                Endpoint.signed("signOut", HttpMethod.DELETE, "/api/v1/sessions/{session}", this::signOut),
                Endpoint.signed("me", HttpMethod.GET, "/api/v1/me", this::me),
                Endpoint.signed("changePassword", HttpMethod.PUT, "/api/v1/me/password", this::changePassword));
    }

    private Future<Reply> signIn(Exchange x) {
        Requests.SignIn request = x.body(Requests.SignIn.class);
        takeTry(x);
        return signIns.signIn(request.login(), request.password(), Device.of(request.device(), x.header("User-Agent")))
                .map(session -> signed(201, session));
    }

    private Future<Reply> activate(Exchange x) {
        Requests.Activate request = x.body(Requests.Activate.class);
        takeTry(x);
        return openings.activate(
                        request.code(), request.password(), Device.of(request.device(), x.header("User-Agent")))
                .map(session -> signed(201, session));
    }

    /** The cookie alone proves nothing about the page that sends it, so the page's Origin must be an allowed one. */
    private Future<Reply> refresh(Exchange x) {
        if (x.header("Origin") == null) {
            throw new Refused(Problem.ORIGIN_REFUSED);
        }
        String cookie = x.cookie(RefreshCookie.NAME);
        if (cookie == null) {
            throw new Refused(Problem.SIGN_IN_REQUIRED);
        }
        RefreshToken token = RefreshToken.parse(cookie).orElseThrow(() -> new Refused(Problem.SESSION_ENDED));
        byte[] agent = Device.of(null, x.header("User-Agent")).agent();
        return refreshes
                .turn(token, agent, ground.clock().instant())
                .map(session -> signed(200, session.orElseThrow(() -> new Refused(Problem.SESSION_ENDED))));
    }

    private Future<Reply> list(Exchange x) {
        Caller caller = x.caller();
        return sessions.list(caller.account(), caller.session(), ground.clock().instant())
                .map(found -> Reply.ok(Answers.sessions(found)));
    }

    private Future<Reply> signOut(Exchange x) {
        Caller caller = x.caller();
        boolean current = x.path("session").equals("current");
        SessionId session = current ? caller.session() : new SessionId(x.id("session"));
        return sessions.end(caller.account(), session, ground.clock().instant()).map(ended -> {
            authenticator.forget(caller.account());
            if (!ended) {
                throw new Refused(Problem.NOT_FOUND);
            }
            return session.equals(caller.session())
                    ? Reply.none().with("Set-Cookie", RefreshCookie.gone())
                    : Reply.none();
        });
    }

    private Future<Reply> me(Exchange x) {
        Caller caller = x.caller();
        return Future.all(me.holder(caller.account()), me.posts(caller.account()), me.children(caller))
                .map(all -> Reply.ok(Answers.me(all.resultAt(0), all.resultAt(1), all.resultAt(2))));
    }

    private Future<Reply> changePassword(Exchange x) {
        Requests.ChangePassword request = x.body(Requests.ChangePassword.class);
        Caller caller = x.caller();
        return signIns.changePassword(caller, request.current(), request.next())
                .onSuccess(done -> authenticator.forget(caller.account()))
                .map(done -> Reply.none());
    }

    private Reply signed(int status, Session.Carried session) {
        Instant now = ground.clock().instant();
        String access = tokens.issue(session.holder().id(), session.id(), now);
        UUID id = session.id().value();
        int seconds = (int) tokens.life().toSeconds();
        return Reply.json(status, new Answers.Signed(access, seconds, id, Answers.account(session.holder())))
                .with("Set-Cookie", RefreshCookie.of(session.token(), session.until(), now));
    }

    private void takeTry(Exchange x) {
        int seconds = addresses.take(x.remoteAddress());
        if (seconds > 0) {
            throw new Refused(Refusal.later(Problem.TOO_MANY_REQUESTS, seconds));
        }
    }
}
