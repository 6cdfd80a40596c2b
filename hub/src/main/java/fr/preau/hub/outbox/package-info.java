/** What follows from a post after its commit: each cause is worked off at least once, in a transaction of its own. */
@NullMarked
package fr.preau.hub.outbox;

import org.jspecify.annotations.NullMarked;
