/** Figures, each held against its goal. */
@NullMarked
package fr.preau.tests.bench;

import org.jspecify.annotations.NullMarked;
