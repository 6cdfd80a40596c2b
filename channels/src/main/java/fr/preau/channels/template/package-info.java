/** The words around a post that a territory may choose: a text with variables, no logic and no markup. */
@NullMarked
package fr.preau.channels.template;

import org.jspecify.annotations.NullMarked;
