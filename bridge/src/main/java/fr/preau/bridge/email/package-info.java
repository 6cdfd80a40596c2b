/** Handing e-mail to a server, taking answers from other servers, and reading what they bring. */
@NullMarked
package fr.preau.bridge.email;

import org.jspecify.annotations.NullMarked;
