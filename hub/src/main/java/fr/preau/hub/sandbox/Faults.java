package fr.preau.hub.sandbox;

/** The fault that is switched on for the next messages. Safe for all event loops. */
final class Faults {
    private Fault fault = Fault.NONE;
    private int left;

    /** The next {@code times} messages suffer this. */
    synchronized void arm(Fault fault, int times) {
        this.fault = fault;
        this.left = times;
    }

    /** What the next message to this number suffers. */
    synchronized Fault next(String number) {
        if (left > 0) {
            left--;
            return fault;
        }
        return Fault.of(number);
    }
}
