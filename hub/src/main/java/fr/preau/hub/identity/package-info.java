/** Signing in over HTTP: passwords, access and refresh tokens, sessions, first use by a printed code. */
@NullMarked
package fr.preau.hub.identity;

import org.jspecify.annotations.NullMarked;
