/** Waking up browsers and apps: who agreed to it, and carrying deliveries to them. */
@NullMarked
package fr.preau.hub.push;

import org.jspecify.annotations.NullMarked;
