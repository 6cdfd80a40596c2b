package fr.preau.hub;

/** Ends the program with a message for the person at the terminal; {@link Main} prints it, without a stack trace. */
public final class Stop extends RuntimeException {
    /** Exit code: the work is done. */
    public static final int DONE = 0;
    /** Exit code: the machine or the data did not allow it. */
    public static final int FAILED = 1;
    /** Exit code: wrong arguments or settings; nothing was begun. */
    public static final int WRONG_USAGE = 2;

    private static final long serialVersionUID = 1L;

    private final int code;

    /** Ends with the given exit code. */
    public Stop(int code, String message) {
        super(message);
        this.code = code;
    }

    /** The arguments or settings are wrong; the message says which and what is right. */
    public static Stop wrongUsage(String message) {
        return new Stop(WRONG_USAGE, message);
    }

    public int code() {
        return code;
    }
}
