/** The table of rights, held over the wire: every role, action and relation. */
@NullMarked
package fr.preau.tests.access;

import org.jspecify.annotations.NullMarked;
