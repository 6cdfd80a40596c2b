package fr.preau.tests.faults;

import fr.preau.tests.wire.Api;
import fr.preau.tests.wire.Contract;
import fr.preau.tests.wire.Member;
import java.time.Duration;
import java.util.UUID;

/** Somebody of the town at a client of theirs: signed in, and signed in once more where the session has ended. */
final class Seat {
    private final UUID account;
    private final Session session;
    private final Contract contract;
    private final String origin;
    private final Doors doors;
    private final Duration patience;
    private volatile String token = "";

    /**
     * @param origin of the hub's own pages
     * @param patience how long it waits for any answer
     */
    Seat(UUID account, Session session, Contract contract, String origin, Doors doors, Duration patience) {
        this.account = account;
        this.session = session;
        this.contract = contract;
        this.origin = origin;
        this.doors = doors;
        this.patience = patience;
    }

    Duration patience() {
        return patience;
    }

    /** The next door, with the token of this session. */
    Api api() {
        Api anonymous = Api.anonymous(doors.next(), origin, contract).within(patience);
        token = session.token(anonymous);
        return anonymous.with(token);
    }

    Member member() {
        return new Member(api(), account);
    }

    /** The token of the last {@link #api} is good no more: the next one has another. */
    void signedOut() {
        session.ended(token);
    }
}
