/** Brings a school's directory in, and hands out the codes with which its people use their accounts for the first time. */
@org.jspecify.annotations.NullMarked
package fr.preau.hub.imports;
