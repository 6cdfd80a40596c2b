package fr.preau.hub.outbox;

import fr.preau.hub.reach.PostFollower;

/**
 * Something that happened to a post and has consequences.
 *
 * @param id its place in the outbox
 * @param attempt which claim this is, from 1; an older claim may not finish what a newer one has
 */
record OutboxEntry(long id, PostFollower.Happened happened, int attempt) {}
