package fr.preau.tests.faults;

import java.util.Set;
import java.util.UUID;

/**
 * A post as it stands in its channel.
 *
 * @param key the first word of its text, the key under which it was written
 * @param audiences the parts of the channel that it is for; empty: all of it
 */
record Stored(UUID channel, long seq, String key, Set<UUID> audiences) {}
