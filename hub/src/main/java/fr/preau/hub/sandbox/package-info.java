/** Imaginary telephones inside the hub, and a Twilio that serves them: for demonstrations and tests, never real people. */
@NullMarked
package fr.preau.hub.sandbox;

import org.jspecify.annotations.NullMarked;
