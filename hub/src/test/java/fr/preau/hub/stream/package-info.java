/** Streams held by scenarios: a real server, real sockets, a real database; only the conversation is invented. */
@NullMarked
package fr.preau.hub.stream;

import org.jspecify.annotations.NullMarked;
