package fr.preau.hub.identity;

import fr.preau.channels.identity.ActivationCode;
import fr.preau.channels.people.Profile;
import fr.preau.channels.people.SessionId;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.config.Limits;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Opening sessions: after a proof, or with a printed activation code. */
final class Openings {
    private final Ground ground;
    private final CredentialStore credentials;
    private final PasswordChoice choice;

    Openings(Ground ground, CredentialStore credentials, PasswordChoice choice) {
        this.ground = ground;
        this.credentials = credentials;
        this.choice = choice;
    }

    /** How long a device stays signed in without being used: short where people work, long at home. */
    static Duration life(Limits limits, Profile profile) {
        return profile.works() ? Duration.ofHours(limits.refreshStaffHours()) : Duration.ofDays(limits.refreshDays());
    }

    /** Opens a session of an account that was proven, in the caller's transaction; wrong passwords are forgotten. */
    Future<Session.Carried> open(SqlConnection connection, Holder holder, Device device, Instant now) {
        Session.Carried session = new Session.Carried(
                new SessionId(
                        new UUID(ground.random().nextLong(), ground.random().nextLong())),
                holder,
                RefreshToken.random(ground.random()),
                now.plus(life(ground.settings().limits(), holder.profile())));
        return LockStore.forget(connection, holder.login())
                .compose(done -> SessionStore.open(connection, session, device, now))
                .map(session);
    }

    /**
     * Sets the password of the account that the code was printed for, ends what sessions it had and opens one. Fails as
     * code_unknown, code_used, code_expired, password_too_weak or busy; the code is spent only on success.
     */
    Future<Session.Carried> activate(String typed, String password, Device device) {
        Optional<ActivationCode> code = ActivationCode.parse(typed);
        return code.isEmpty()
                ? Future.failedFuture(unknown())
                : credentials.byCode(code.get()).compose(found -> activate(code.get(), found, password, device));
    }

    private Future<Session.Carried> activate(
            ActivationCode code, Optional<CredentialStore.Opening> found, String password, Device device) {
        if (found.isEmpty()) {
            return credentials.used(code).compose(used -> Future.failedFuture(used ? spent() : unknown()));
        }
        CredentialStore.Opening opening = found.get();
        return switch (opening.activation().decide(ground.clock().instant())) {
            case EXPIRED -> Future.failedFuture(new Refused(Problem.CODE_EXPIRED));
            case ENDED -> Future.failedFuture(unknown());
            case OPEN ->
                choice.hashed(opening.holder().id(), "password", password)
                        .compose(hash -> spend(code, opening.holder(), hash, device));
        };
    }

    private Future<Session.Carried> spend(ActivationCode code, Holder holder, String hash, Device device) {
        Instant now = ground.clock().instant();
        return ground.pool()
                .withTransaction(connection -> CredentialStore.activate(connection, code, hash, now)
                        .compose(spent -> spent ? Future.succeededFuture() : Future.failedFuture(spent()))
                        .compose(done ->
                                SessionStore.endOthers(connection, holder.id(), null, Session.End.ACTIVATED, now))
                        .compose(done -> open(connection, holder, device, now)));
    }

    private SessionId randomId() {
        long high = ground.random().nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L; // version 4
        long low = ground.random().nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L; // variant of RFC 9562
        return new SessionId(new UUID(high, low));
    }

    private static Refused unknown() {
        return new Refused(Refusal.field(Problem.CODE_UNKNOWN, "code"));
    }

    private static Refused spent() {
        return new Refused(Problem.CODE_USED);
    }
}
