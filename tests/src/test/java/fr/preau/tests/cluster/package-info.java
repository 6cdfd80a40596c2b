/** Several nodes on one database, as clients of any of them see it. */
@org.jspecify.annotations.NullMarked
package fr.preau.tests.cluster;
