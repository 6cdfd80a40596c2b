package fr.preau.channels.access;

/** What the thing acted on is to the caller: they belong to its channel, wrote it, or neither. */
public enum Relation {
    MEMBER,
    AUTHOR,
    OUTSIDER
}
