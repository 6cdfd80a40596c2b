/** The nodes of one hub: who lives, who reaches whom, and which one should get no clients. */
@org.jspecify.annotations.NullMarked
package fr.preau.hub.cluster;
