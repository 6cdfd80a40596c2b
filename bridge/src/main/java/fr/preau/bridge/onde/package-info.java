/** Reads the three CSV exports of ONDE, the State's register of nursery and primary pupils. */
@org.jspecify.annotations.NullMarked
package fr.preau.bridge.onde;
