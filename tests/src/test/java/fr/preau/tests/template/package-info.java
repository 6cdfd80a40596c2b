/** The words that a territory chooses, over the wire. */
@NullMarked
package fr.preau.tests.template;

import org.jspecify.annotations.NullMarked;
