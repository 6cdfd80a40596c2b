/** Words that people read, from message bundles. */
@NullMarked
package fr.preau.channels.language;

import org.jspecify.annotations.NullMarked;
