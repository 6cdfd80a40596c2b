package fr.preau.channels.problem;

/**
 * Every refusal that the hub knows: a stable code, the HTTP status (RFC 9457), the WebSocket close code when the
 * connection cannot go on, and whether the same request may succeed later.
 */
public enum Problem {
    MALFORMED(400, 0, false),
    UNKNOWN_FIELD(400, 0, false),
    INVALID_FIELD(400, 0, false),
    UNKNOWN_TYPE(400, 0, false),
    NOT_UTF8(400, 1007, false),
    SIGN_IN_REQUIRED(401, 4001, false),
    BAD_CREDENTIALS(401, 0, false),
    SESSION_ENDED(401, 4001, false),
    BAD_SIGNATURE(403, 0, false),
    FORBIDDEN(403, 0, false),
    AUTHORITY_REQUIRED(403, 0, false),
    SAFETY_RIGHT_REQUIRED(403, 0, false),
    NOT_FOR_YOURSELF(403, 0, false),
    ORIGIN_REFUSED(403, 0, false),
    REPLIES_CLOSED(403, 0, false),
    RIGHT_LOST(403, 4003, false),
    NOT_FOUND(404, 0, false),
    CODE_UNKNOWN(404, 0, false),
    METHOD_NOT_ALLOWED(405, 0, false),
    KEY_REUSED(409, 0, false),
    ALREADY_RECALLED(409, 0, false),
    NOTHING_TO_SIGN(409, 0, false),
    CODE_USED(409, 0, false),
    CODE_EXPIRED(410, 0, false),
    TOO_LARGE(413, 1009, false),
    UNSUPPORTED_TYPE(415, 0, false),
    AUDIENCE_NOT_YOURS(422, 0, false),
    AUDIENCE_REQUIRED(422, 0, false),
    PASSWORD_TOO_WEAK(422, 0, false),
    LAST_ROUTE(422, 0, false),
    LOCKED(429, 0, true),
    TOO_MANY_REQUESTS(429, 0, true),
    TOO_MANY_MESSAGES(429, 4029, true),
    TOO_MANY_SOCKETS(429, 4009, true),
    HELLO_TOO_LATE(408, 4008, true),
    HELLO_EXPECTED(400, 4010, false),
    SLOW_READER(408, 4000, true),
    INTERNAL(500, 1011, true),
    STOPPING(503, 1001, true),
    TRY_LATER(503, 1013, true),
    BUSY(503, 0, true),
    DATABASE_AWAY(503, 0, true),
    READ_ONLY(503, 0, true),
    STORAGE_FULL(503, 0, true);

    private final int status;
    private final int closeCode;
    private final boolean retryable;

    Problem(int status, int closeCode, boolean retryable) {
        this.status = status;
        this.closeCode = closeCode;
        this.retryable = retryable;
    }

    /** The stable word for it, as it stands in answers and frames: {@code not_found}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** WebSocket close code (RFC 6455), or 0 when the connection stays open. */
    public int closeCode() {
        return closeCode;
    }

    /** True when the same request may succeed later, unchanged. */
    public boolean retryable() {
        return retryable;
    }
}
