/** Writing to many: the audiences that a town service may name, and whom they reach. */
@NullMarked
package fr.preau.hub.bulletin;

import org.jspecify.annotations.NullMarked;
