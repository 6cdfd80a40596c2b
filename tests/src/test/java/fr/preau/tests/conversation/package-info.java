/** Scenarios of channels and posts, over HTTP and the stream. */
@NullMarked
package fr.preau.tests.conversation;

import org.jspecify.annotations.NullMarked;
