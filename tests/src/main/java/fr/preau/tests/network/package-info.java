/** The network between clients and a hub, as bad as a test wants it. */
@NullMarked
package fr.preau.tests.network;

import org.jspecify.annotations.NullMarked;
