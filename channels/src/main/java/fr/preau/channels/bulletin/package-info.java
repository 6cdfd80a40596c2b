/** Writing to many: audiences, and which of them a town service may name. */
@NullMarked
package fr.preau.channels.bulletin;

import org.jspecify.annotations.NullMarked;
