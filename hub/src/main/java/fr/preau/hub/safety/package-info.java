/** Safety alerts: who may raise one, given by an operator and never to oneself; each is recorded. */
@NullMarked
package fr.preau.hub.safety;

import org.jspecify.annotations.NullMarked;
