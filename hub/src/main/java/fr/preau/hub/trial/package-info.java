/** Several nodes and a proxy as processes of this machine, for trying out what happens when one is lost. */
@org.jspecify.annotations.NullMarked
package fr.preau.hub.trial;
