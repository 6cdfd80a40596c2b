/** The running program: where its rooms are put together, and its commands. */
@org.jspecify.annotations.NullMarked
package fr.preau.hub;
