/** The digital pause as it was set: for a territory, a school, a profile, a class of message. */
@NullMarked
package fr.preau.hub.pause;

import org.jspecify.annotations.NullMarked;
