/** The one table of rights, role by action by relation, and how it answers. */
@NullMarked
package fr.preau.channels.access;

import org.jspecify.annotations.NullMarked;
