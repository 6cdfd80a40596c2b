/** Reaching those who have no app: deliveries are planned, handed to a provider, and settled by its reports. */
@NullMarked
package fr.preau.hub.reach;

import org.jspecify.annotations.NullMarked;
