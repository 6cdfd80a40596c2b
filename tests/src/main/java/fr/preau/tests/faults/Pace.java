package fr.preau.tests.faults;

import java.time.Duration;

/**
 * How the authors write.
 *
 * @param between how long each rests after an answer
 * @param letters how long each text is, at least
 */
record Pace(Duration between, int letters) {
    /** As fast as the answers come. */
    static final Pace FLAT_OUT = new Pace(Duration.ZERO, 0);

    /** Some hundred posts a second of all authors together. */
    static final Pace STEADY = new Pace(Duration.ofMillis(15), 0);

    /** The text of a post: its key, and as much more as it takes. */
    String text(String key) {
        return letters <= key.length() ? key : key + " " + "é".repeat(letters - key.length());
    }
}
