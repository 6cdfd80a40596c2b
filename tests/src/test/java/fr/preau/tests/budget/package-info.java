/** What text messages may cost, over the wire. */
@NullMarked
package fr.preau.tests.budget;

import org.jspecify.annotations.NullMarked;
