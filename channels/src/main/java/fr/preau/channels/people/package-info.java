/** Who people are: ids, profiles, and what they are to a channel. */
@NullMarked
package fr.preau.channels.people;

import org.jspecify.annotations.NullMarked;
