package fr.preau.hub.identity;

import fr.preau.channels.identity.LockOut;
import fr.preau.channels.identity.Logins;
import fr.preau.channels.people.Caller;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Proving who one is with a password. An unknown sign-in name, an account before its first use and a wrong password are
 * answered alike, after the same work, and are locked out alike.
 */
final class SignIns {
    private final Ground ground;
    private final CredentialStore credentials;
    private final LockStore locks;
    private final Passwords passwords;
    private final PasswordChoice choice;
    private final Openings openings;

    SignIns(
            Ground ground,
            CredentialStore credentials,
            LockStore locks,
            Passwords passwords,
            PasswordChoice choice,
            Openings openings) {
        this.ground = ground;
        this.credentials = credentials;
        this.locks = locks;
        this.passwords = passwords;
        this.choice = choice;
        this.openings = openings;
    }

    /** Opens a session; fails as bad_credentials, locked or busy. */
    Future<Session.Carried> signIn(String typed, String password, Device device) {
        String login = Logins.typed(typed);
        return proven(login, password, () -> credentials.byLogin(login)).compose(credential -> {
            Instant now = ground.clock().instant();
            return ground.pool()
                    .withTransaction(connection -> unchanged(connection, credential)
                            .compose(same -> openings.open(connection, credential.holder(), device, now)));
        });
    }

    /** Replaces the caller's password and ends their other sessions; fails also as password_too_weak. */
    Future<Void> changePassword(Caller caller, String current, String next) {
        return credentials
                .byId(caller.account())
                .map(SignIns::present)
                .compose(credential -> proven(
                        credential.holder().login(), current, () -> Future.succeededFuture(Optional.of(credential))))
                .compose(credential -> choice.hashed(caller.account(), "next", next)
                        .compose(hash -> replace(caller, credential, hash)));
    }

    private Future<Void> replace(Caller caller, CredentialStore.Credential credential, String next) {
        Instant now = ground.clock().instant();
        return ground.pool()
                .withTransaction(connection -> CredentialStore.replace(
                                connection, caller.account(), String.valueOf(credential.hash()), next)
                        .map(SignIns::orBadCredentials)
                        .compose(done ->
                                LockStore.forget(connection, credential.holder().login()))
                        .compose(done -> SessionStore.endOthers(
                                connection, caller.account(), caller.session(), Session.End.PASSWORD_CHANGED, now)));
    }

    private Future<CredentialStore.Credential> proven(
            String login, String password, Supplier<Future<Optional<CredentialStore.Credential>>> look) {
        return locks.attempt(login, ground.clock().instant())
                .map(SignIns::orLocked)
                .compose(tried -> look.get())
                .compose(found -> checked(login, password, found.orElse(null)));
    }

    private Future<CredentialStore.Credential> checked(
            String login, String password, CredentialStore.@Nullable Credential found) {
        return passwords
                .matches(password, found == null ? null : found.hash())
                .recover(e -> locks.takeBack(login).transform(done -> Future.failedFuture(e)))
                .map(right -> {
                    if (!right || found == null) {
                        throw new Refused(Problem.BAD_CREDENTIALS);
                    }
                    return found;
                });
    }

    private static Future<Boolean> unchanged(SqlConnection connection, CredentialStore.Credential credential) {
        return CredentialStore.holds(connection, credential.holder().id(), String.valueOf(credential.hash()))
                .map(SignIns::orBadCredentials);
    }

    private static boolean orBadCredentials(boolean held) {
        if (!held) {
            throw new Refused(Problem.BAD_CREDENTIALS);
        }
        return true;
    }

    private static CredentialStore.Credential present(Optional<CredentialStore.Credential> found) {
        return found.orElseThrow(() -> new Refused(Problem.SESSION_ENDED));
    }

    private static LockOut.Decision.Try orLocked(LockOut.Decision decision) {
        return switch (decision) {
            case LockOut.Decision.Try tried -> tried;
            case LockOut.Decision.Locked(var rest) ->
                throw new Refused(
                        Refusal.later(Problem.LOCKED, (int) rest.plusMillis(999).toSeconds()));
        };
    }
}
