/** What text messages may cost a school or a town, what they did cost, and who sees and sets it. */
@NullMarked
package fr.preau.hub.budget;

import org.jspecify.annotations.NullMarked;
