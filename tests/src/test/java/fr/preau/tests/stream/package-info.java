/** Scenarios of the stream: live, catching up, losing a right, its limits and close codes. */
@NullMarked
package fr.preau.tests.stream;

import org.jspecify.annotations.NullMarked;
