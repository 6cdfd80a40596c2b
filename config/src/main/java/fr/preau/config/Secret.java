package fr.preau.config;

/**
 * A value that must never be printed. {@link #toString()} hides it, so a record that holds one may be logged.
 *
 * @param value the secret itself; only what opens the lock with it should call this
 */
public record Secret(String value) {
    @Override
    public String toString() {
        return "(hidden)";
    }
}
