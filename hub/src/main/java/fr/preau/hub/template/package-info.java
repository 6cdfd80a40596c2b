/** The words around a post that a territory may choose: kept in versions, checked when they are set, shown beforehand. */
@NullMarked
package fr.preau.hub.template;

import org.jspecify.annotations.NullMarked;
