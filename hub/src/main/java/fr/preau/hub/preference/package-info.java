/** How a person wants to be reached: routes, a digest, quiet hours, language, and the pages of links without sign-in. */
@NullMarked
package fr.preau.hub.preference;

import org.jspecify.annotations.NullMarked;
