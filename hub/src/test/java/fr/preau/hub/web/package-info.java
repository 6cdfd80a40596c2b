/** The client's files as a browser asks for them. */
@NullMarked
package fr.preau.hub.web;

import org.jspecify.annotations.NullMarked;
