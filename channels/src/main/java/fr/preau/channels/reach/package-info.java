/** How a post reaches people who are not connected: routes, texts, states of a delivery. */
@NullMarked
package fr.preau.channels.reach;

import org.jspecify.annotations.NullMarked;
