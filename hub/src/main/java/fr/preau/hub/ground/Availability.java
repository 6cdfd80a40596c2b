package fr.preau.hub.ground;

/** What the database can do for the rooms. */
public enum Availability {
    /** Everything. */
    WRITABLE,
    /** It answers what it is asked and refuses every change: there is no primary, or none that can keep its promise. */
    READ_ONLY,
    /** Nothing: no server answers. */
    AWAY
}
