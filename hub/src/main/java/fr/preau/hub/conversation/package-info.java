/** Channels and posts: reading, writing, finding them, and telling the nodes. */
@NullMarked
package fr.preau.hub.conversation;

import org.jspecify.annotations.NullMarked;
