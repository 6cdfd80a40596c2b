/** Decides who may sign in: passwords, lock-out, the turning of refresh tokens, first use by a printed code. */
@NullMarked
package fr.preau.channels.identity;

import org.jspecify.annotations.NullMarked;
