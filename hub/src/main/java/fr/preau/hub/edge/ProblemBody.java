package fr.preau.hub.edge;

import fr.preau.channels.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** A problem as it leaves over HTTP (RFC 9457). */
public record ProblemBody(
        String type,
        String title,
        int status,
        String code,
        String detail,
        boolean retryable,
        String request,
        @Nullable String field,
        @Nullable Integer retryAfter) {

    /** The refusal in the client's language; {@code requestId} leads to the log. */
    public static ProblemBody of(Refusal refusal, String requestId, @Nullable String language) {
        var problem = refusal.problem();
        var words = ProblemTexts.of(problem, language);
        return new ProblemBody(
                "urn:preau:problem:" + problem.code(),
                words.title(),
                problem.status(),
                problem.code(),
                words.detail(),
                problem.retryable(),
                requestId,
                refusal.field(),
                refusal.retryAfterSeconds() > 0 ? refusal.retryAfterSeconds() : null);
    }

    /** What to do about a problem, in the client's language; for frames. */
    public static String detail(Refusal refusal, @Nullable String language) {
        return ProblemTexts.of(refusal.problem(), language).detail();
    }
}
