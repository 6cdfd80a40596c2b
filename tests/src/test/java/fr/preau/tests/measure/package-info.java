/** The common form of benches and faults: what is kept of a run. */
@NullMarked
package fr.preau.tests.measure;

import org.jspecify.annotations.NullMarked;
