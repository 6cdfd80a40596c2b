/** Growth on paper: a country's schools from inputs with sources and measured costs, by multiplication and by simulation. */
@NullMarked
package fr.preau.tests.scale;

import org.jspecify.annotations.NullMarked;
