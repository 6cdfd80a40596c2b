/** The client's files as a browser asks for them. */
@NullMarked
package fr.preau.hub.pause;

import org.jspecify.annotations.NullMarked;
