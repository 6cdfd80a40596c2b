package fr.preau.tests.measure;

/** One thing to measure or to break. */
public interface Case {
    /** What it does and which options it takes, one line. */
    String about();

    /** How many rounds it does where all cases are run with so many: fewer, at least 1, where one round does much. */
    default int roundsOf(int asked) {
        return asked;
    }

    /** About how long one round takes, seconds; for those who wait. */
    default double secondsARound() {
        return 3;
    }

    /** Does it; lines for people go to {@code table} while it runs. */
    Verdict run(Options options, Table table) throws Exception;
}
