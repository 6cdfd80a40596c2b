/** The demonstration town: an invented agglomération with its schools, families and services, and what they wrote. */
@NullMarked
package fr.preau.hub.demo;

import org.jspecify.annotations.NullMarked;
