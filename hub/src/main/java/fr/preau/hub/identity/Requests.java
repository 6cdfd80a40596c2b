package fr.preau.hub.identity;

import fr.preau.hub.edge.Fields;
import org.jspecify.annotations.Nullable;

/** What clients send to sign in, checked as it is read. Printing them hides what is secret. */
final class Requests {
    // Shapes only: what a good password is, limits and PasswordPolicy say.
    private static final int LOGIN = 100;
    private static final int PASSWORD = 4_096;
    private static final int CODE = 40;
    private static final int DEVICE = 100;

    private Requests() {}

    record SignIn(String login, String password, @Nullable String device) {
        SignIn {
            login = Fields.text("login", login, 1, LOGIN);
            password = secret("password", password);
            device = Fields.optional("device", device, 1, DEVICE);
        }

        @Override
        public String toString() {
            return "SignIn";
        }
    }

    record Activate(String code, String password, @Nullable String device) {
        Activate {
            code = Fields.text("code", code, 1, CODE);
            password = secret("password", password);
            device = Fields.optional("device", device, 1, DEVICE);
        }

        @Override
        public String toString() {
            return "Activate";
        }
    }

    record ChangePassword(String current, String next) {
        ChangePassword {
            current = secret("current", current);
            next = secret("next", next);
        }

        @Override
        public String toString() {
            return "ChangePassword";
        }
    }

    private static String secret(String name, @Nullable String value) {
        return Fields.text(name, value, 1, PASSWORD);
    }
}
