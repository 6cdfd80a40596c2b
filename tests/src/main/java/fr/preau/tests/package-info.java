/** Black box: the hub over the wire, faults and benches. */
@NullMarked
package fr.preau.tests;

import org.jspecify.annotations.NullMarked;
