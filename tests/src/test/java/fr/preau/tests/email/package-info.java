/** E-mail over the wire: from a teacher's post to a mailbox, and from the mailbox back into the conversation. */
@NullMarked
package fr.preau.tests.email;

import org.jspecify.annotations.NullMarked;
