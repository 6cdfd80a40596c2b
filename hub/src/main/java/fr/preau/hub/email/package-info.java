/** E-mail: what a post looks like in a mailbox, answers that come back as posts, bounces, and the way off the list. */
@NullMarked
package fr.preau.hub.email;

import org.jspecify.annotations.NullMarked;
