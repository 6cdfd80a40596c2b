package fr.preau.tests.faults;

import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Api;
import fr.preau.tests.wire.Contract;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Views.Signed;
import fr.preau.tests.world.Model.Account;
import fr.preau.tests.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** Somebody of the town at a client of theirs: signed in, and signed in once more where the session has ended. */
final class Seat {
    private final Account account;
    private final Contract contract;
    private final String origin;
    private final Doors doors;
    private final Duration patience;
    private String token = "";

    /**
     * @param origin of the hub's own pages
     * @param patience how long it waits for any answer
     */
    Seat(Account account, Contract contract, String origin, Doors doors, Duration patience) {
        this.account = account;
        this.contract = contract;
        this.origin = origin;
        this.doors = doors;
        this.patience = patience;
    }

    Duration patience() {
        return patience;
    }

    /** The next door, with the token of this session. */
    synchronized Api api() {
        if (token.isEmpty()) {
            signIn();
        }
        return knock().with(token);
    }

    Member member() {
        return new Member(api(), account.id());
    }

    /** The session is no more: the next {@link #api} opens another. */
    synchronized void signedOut() {
        token = "";
    }

    private void signIn() {
        Answer answer = knock().post("/api/v1/sessions", Map.of("login", account.login(), "password", World.PASSWORD));
        if (answer.status() >= 500) {
            throw new UncheckedIOException(new IOException("not now: " + answer));
        }
        token = answer.is(201).as(Signed.class).accessToken();
    }

    private Api knock() {
        return Api.anonymous(doors.next(), origin, contract).within(patience);
    }
}
