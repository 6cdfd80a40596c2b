/** Waking up browsers and telephones. What leaves the house is an id and a category, never a word of a post. */
@NullMarked
package fr.preau.bridge.push;

import org.jspecify.annotations.NullMarked;
