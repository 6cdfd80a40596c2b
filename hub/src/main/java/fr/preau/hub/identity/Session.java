package fr.preau.hub.identity;

import fr.preau.channels.people.SessionId;
import java.time.Instant;
import java.util.UUID;

/** An open session in the list that its person sees. */
record Session(UUID id, String device, Instant openedAt, Instant lastSeenAt, boolean current) {

    /** Why a session ended: the word in the database. */
    enum End {
        SIGNED_OUT,
        PASSWORD_CHANGED,
        ACTIVATED,
        TOKEN_COPIED
    }

    /**
     * A session that has just been opened or carried on.
     *
     * @param token for the device alone
     * @param until from then on the token is worth nothing
     */
    record Carried(SessionId id, Holder holder, RefreshToken token, Instant until) {}
}
