package fr.preau.tests.faults;

import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Api;
import fr.preau.tests.wire.Views.Signed;
import fr.preau.tests.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** The session of an account, which all its clients share: a password costs a hub much, and many would come at once. */
final class Session {
    private static final Duration SIGNING_IN = Duration.ofSeconds(20);

    private final String login;
    private String token = "";

    Session(String login) {
        this.login = login;
    }

    /** An access token; signs in where there is none. */
    synchronized String token(Api anonymous) {
        if (token.isEmpty()) {
            Answer answer = anonymous
                    .within(SIGNING_IN)
                    .post("/api/v1/sessions", Map.of("login", login, "password", World.PASSWORD));
            if (answer.status() >= 500) {
                throw new UncheckedIOException(new IOException("not now: " + answer));
            }
            token = answer.is(201).as(Signed.class).accessToken();
        }
        return token;
    }

    /** This token is good no more. */
    synchronized void ended(String which) {
        if (token.equals(which)) {
            token = "";
        }
    }
}
