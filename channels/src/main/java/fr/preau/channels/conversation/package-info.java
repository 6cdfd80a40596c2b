/** Channels and posts: what may be written, changed and taken back. */
@NullMarked
package fr.preau.channels.conversation;

import org.jspecify.annotations.NullMarked;
