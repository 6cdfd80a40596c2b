/** Typed clients of the hub that hold every answer and frame against the published documents. */
@NullMarked
package fr.preau.tests.wire;

import org.jspecify.annotations.NullMarked;
