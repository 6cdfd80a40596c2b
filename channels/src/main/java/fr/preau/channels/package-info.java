@org.jspecify.annotations.NullMarked
package fr.preau.channels;
