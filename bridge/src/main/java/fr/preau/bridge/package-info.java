/** What lies outside the house; each outside thing is a small port with its adapters. */
@org.jspecify.annotations.NullMarked
package fr.preau.bridge;
