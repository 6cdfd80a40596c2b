/** Imaginary telephones, mailboxes and devices inside the hub, and providers that serve them: for demonstrations and tests, never real people. */
@NullMarked
package fr.preau.hub.sandbox;

import org.jspecify.annotations.NullMarked;
