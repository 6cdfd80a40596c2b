/** The HTTP edge: endpoints, what they read and answer, problems, headers, health and metrics. */
@NullMarked
package fr.preau.hub.edge;

import org.jspecify.annotations.NullMarked;
