/** The rules of the house: arrows between modules and rooms, where SQL may stand, names, sources. */
@NullMarked
package fr.preau.tests.house;

import org.jspecify.annotations.NullMarked;
