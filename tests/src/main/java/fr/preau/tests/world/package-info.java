/** A small invented world, two towns with every role in it, and how it comes into a database. */
@NullMarked
package fr.preau.tests.world;

import org.jspecify.annotations.NullMarked;
