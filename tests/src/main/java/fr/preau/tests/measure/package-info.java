/** The common form of benches and faults: options in, a table and one line of JSON out, a hub as a process of its own. */
@NullMarked
package fr.preau.tests.measure;

import org.jspecify.annotations.NullMarked;
