/** Everything that can be refused, in one list. */
@NullMarked
package fr.preau.channels.problem;

import org.jspecify.annotations.NullMarked;
