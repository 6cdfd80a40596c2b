package fr.preau.hub.conversation;

import io.vertx.pgclient.PgException;

/** Why a batch was not written, which says what to do with its posts. */
enum BatchFailure {
    /** A key was written by another node at this moment. */
    KEY_TAKEN,
    /** One of the posts cannot be written, whatever is tried; which one is not known. */
    OF_A_POST,
    /** Two transactions were in each other's way; the same will do the next time. */
    OF_THE_MOMENT,
    /** The database is away or will not write; whether something was written is not known. */
    OF_THE_DATABASE;

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String KEY_CONSTRAINT = "post_author_id_client_key_key";

    static BatchFailure of(Throwable failure) {
        if (!(failure instanceof PgException pg) || pg.getSqlState() == null) {
            return OF_THE_DATABASE;
        }
        String state = pg.getSqlState();
        if (state.equals(UNIQUE_VIOLATION) && KEY_CONSTRAINT.equals(pg.getConstraint())) {
            return KEY_TAKEN;
        }
        return switch (state.substring(0, 2)) {
            case "22", "23", "54" -> OF_A_POST; // data, integrity, a limit of the program
            case "40" -> OF_THE_MOMENT; // deadlock, serialization
            default -> OF_THE_DATABASE;
        };
    }
}
