package fr.preau.hub.reach;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A delivery that this node has to send now.
 *
 * @param attempt which try this is, from 1
 * @param version when the post's text last changed
 */
record Claimed(long id, int attempt, String address, String language, UUID post, OffsetDateTime version) {}
