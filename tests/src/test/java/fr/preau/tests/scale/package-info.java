/** That docs/scale.md is what its inputs make. */
@NullMarked
package fr.preau.tests.scale;

import org.jspecify.annotations.NullMarked;
