package fr.preau.channels.problem;

import org.jspecify.annotations.Nullable;

/**
 * One refusal as a value: which problem, the field at fault when one is, and after how many seconds a retry makes
 * sense (0: not said). The words for people come from the message bundles by the problem's code.
 */
public record Refusal(Problem problem, @Nullable String field, int retryAfterSeconds) {
    public Refusal {
        if (retryAfterSeconds < 0) {
            throw new IllegalArgumentException("retryAfterSeconds is negative: " + retryAfterSeconds);
        }
    }

    public static Refusal of(Problem problem) {
        return new Refusal(problem, null, 0);
    }

    /** A field of the request is at fault; {@code field} is its name as the client wrote it. */
    public static Refusal field(Problem problem, String field) {
        return new Refusal(problem, field, 0);
    }

    /** Come back after {@code seconds}. */
    public static Refusal later(Problem problem, int seconds) {
        return new Refusal(problem, null, seconds);
    }
}
