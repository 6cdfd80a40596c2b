/** What the hub stands on: its data folder, PostgreSQL (its own or another's), the schema, and the keys of the pool. */
@org.jspecify.annotations.NullMarked
package fr.preau.hub.ground;
