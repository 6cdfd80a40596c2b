/** The browser client's files, served from memory. */
@NullMarked
package fr.preau.hub.web;

import org.jspecify.annotations.NullMarked;
