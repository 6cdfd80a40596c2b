package fr.preau.tests.measure;

/** One thing to measure or to break. */
public interface Case {
    /** What it does and which options it takes, one line. */
    String about();

    /** Does it; lines for people go to {@code table} while it runs. */
    Verdict run(Options options, Table table) throws Exception;
}
