/** Everything that is wrong, over every route and frame: a clear answer, nothing lost, nothing of the inside shown. */
@NullMarked
package fr.preau.tests.badinput;

import org.jspecify.annotations.NullMarked;
