/**
 * Open streams: who listens to which channel here, catching up by cursor, and writing each event once for all of its
 * readers.
 */
@NullMarked
package fr.preau.hub.stream;

import org.jspecify.annotations.NullMarked;
