package fr.preau.channels.roll;

/** What a person decided about a doubt. */
public enum Verdict {
    SAME,
    APART
}
