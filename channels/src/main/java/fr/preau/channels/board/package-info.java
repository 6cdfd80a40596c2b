/** What a sender sees of a post's way to each family: who read, who was reached, who was not and why. */
@NullMarked
package fr.preau.channels.board;

import org.jspecify.annotations.NullMarked;
