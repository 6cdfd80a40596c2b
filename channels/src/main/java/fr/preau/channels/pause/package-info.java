/** The digital pause: when a notice may leave. */
@NullMarked
package fr.preau.channels.pause;

import org.jspecify.annotations.NullMarked;
