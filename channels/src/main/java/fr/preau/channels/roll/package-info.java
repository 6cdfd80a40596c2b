/** Compares a school's directory export with what the hub knows: who is new, changed, gone, or a question for a person. */
@org.jspecify.annotations.NullMarked
package fr.preau.channels.roll;
