/** The reach board: what came of a post with each family, live; who is left, and what the sender and the school do about it. */
@NullMarked
package fr.preau.hub.board;

import org.jspecify.annotations.NullMarked;
