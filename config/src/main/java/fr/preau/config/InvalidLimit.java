package fr.preau.config;

/** Two limits that cannot hold together; the settings turn it into a {@link Fault}. */
final class InvalidLimit extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String limit;
    private final String allowed;

    InvalidLimit(String limit, String allowed) {
        super("limits." + limit + ": allowed: " + allowed);
        this.limit = limit;
        this.allowed = allowed;
    }

    String limit() {
        return limit;
    }

    String allowed() {
        return allowed;
    }
}
