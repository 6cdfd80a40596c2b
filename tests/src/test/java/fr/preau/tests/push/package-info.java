/** Scenarios of devices that are woken up. */
@NullMarked
package fr.preau.tests.push;

import org.jspecify.annotations.NullMarked;
