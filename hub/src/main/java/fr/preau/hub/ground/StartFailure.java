package fr.preau.hub.ground;

import org.jspecify.annotations.Nullable;

/**
 * The machine does not give what the hub needs to start. The message is for the operator: one or two sentences that
 * say what is wrong and what to do; it is shown without a stack trace.
 */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
