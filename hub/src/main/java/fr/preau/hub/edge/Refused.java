package fr.preau.hub.edge;

import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;

/** Carries a refusal through a Future or out of a parser; an answer, not a fault, so it has no stack trace. */
public final class Refused extends RuntimeException {
    private final transient Refusal refusal;

    public Refused(Refusal refusal) {
        super(refusal.problem().code(), null, false, false);
        this.refusal = refusal;
    }

    public Refused(Problem problem) {
        this(Refusal.of(problem));
    }

    public Refusal refusal() {
        return refusal;
    }

    /** The field of a request is at fault. */
    public static Refused field(String name) {
        return new Refused(Refusal.field(Problem.INVALID_FIELD, name));
    }
}
