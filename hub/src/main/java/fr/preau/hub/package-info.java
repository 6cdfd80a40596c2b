@org.jspecify.annotations.NullMarked
package fr.preau.hub;
