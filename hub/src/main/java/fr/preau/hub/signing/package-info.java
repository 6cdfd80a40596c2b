/** Signing a post for a child, by those who exercise parental authority. */
@NullMarked
package fr.preau.hub.signing;

import org.jspecify.annotations.NullMarked;
