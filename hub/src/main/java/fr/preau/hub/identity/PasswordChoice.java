package fr.preau.hub.identity;

import fr.preau.channels.identity.PasswordPolicy;
import fr.preau.channels.identity.PasswordVerdict;
import fr.preau.channels.people.AccountId;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.edge.Refused;
import io.vertx.core.Future;

/** A new password: judged against the policy, then hashed. */
final class PasswordChoice {
    private final CredentialStore credentials;
    private final Passwords passwords;
    private final PasswordPolicy policy;

    PasswordChoice(CredentialStore credentials, Passwords passwords, PasswordPolicy policy) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.policy = policy;
    }

    /** The hash of a password that the account may have; fails as password_too_weak in the name of the field. */
    Future<String> hashed(AccountId account, String field, String password) {
        return credentials.ownWords(account).compose(own -> switch (policy.judge(password, own)) {
            case PasswordVerdict.Accepted accepted -> passwords.hash(password);
            case PasswordVerdict.TooShort tooShort -> tooWeak(field);
            case PasswordVerdict.TooLong tooLong -> Future.failedFuture(Refused.field(field));
            case PasswordVerdict.TooCommon common -> tooWeak(field);
        });
    }

    private static Future<String> tooWeak(String field) {
        return Future.failedFuture(new Refused(Refusal.field(Problem.PASSWORD_TOO_WEAK, field)));
    }
}
