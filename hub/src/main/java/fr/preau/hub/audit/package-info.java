/** Who did what to whose data: append-only, each event bound to the one before it. */
@NullMarked
package fr.preau.hub.audit;

import org.jspecify.annotations.NullMarked;
