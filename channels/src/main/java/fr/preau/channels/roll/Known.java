package fr.preau.channels.roll;

import java.util.UUID;

/**
 * A person whom an earlier import brought in, with what the export said then. What people changed by hand since is not
 * in here, so that only a change of the export counts as one.
 *
 * @param left whether the person has left the school; still known, so that somebody who comes back is not doubled
 */
public record Known<E>(UUID person, E entry, boolean left) {}
