/** The program: its subcommands, and the node that they start. */
@org.jspecify.annotations.NullMarked
package fr.preau.hub;
