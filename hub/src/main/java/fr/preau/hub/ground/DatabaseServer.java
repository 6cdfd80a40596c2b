package fr.preau.hub.ground;

/**
 * A PostgreSQL that is there to be used.
 *
 * @param address where it is
 * @param stop stops it if this process runs it, else does nothing; blocks
 */
public record DatabaseServer(DatabaseAddress address, Runnable stop) {}
