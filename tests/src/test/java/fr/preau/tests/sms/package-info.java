/** SMS against other people's programs, and two-way over the wire. */
@NullMarked
package fr.preau.tests.sms;

import org.jspecify.annotations.NullMarked;
