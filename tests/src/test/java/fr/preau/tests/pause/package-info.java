/** When notices rest, and how people want to be reached. */
@NullMarked
package fr.preau.tests.pause;

import org.jspecify.annotations.NullMarked;
