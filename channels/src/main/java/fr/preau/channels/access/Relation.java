package fr.preau.channels.access;

/**
 * What the thing acted on is to the caller: they belong to its channel, or wrote it. For outsiders there is no row: they
 * are told that it does not exist.
 */
public enum Relation {
    MEMBER,
    AUTHOR
}
