/** An SMS provider that does not exist, as a process of its own: it speaks Twilio's interface, fails on purpose, and keeps account. */
@NullMarked
package fr.preau.tests.provider;

import org.jspecify.annotations.NullMarked;
