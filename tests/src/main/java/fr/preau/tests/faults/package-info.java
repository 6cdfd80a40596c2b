/** Things broken on purpose, to see that what was promised holds. */
@NullMarked
package fr.preau.tests.faults;

import org.jspecify.annotations.NullMarked;
