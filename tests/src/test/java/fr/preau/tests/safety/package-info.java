/** Scenarios of alerts that may not wait, and of the audit that keeps them. */
@NullMarked
package fr.preau.tests.safety;

import org.jspecify.annotations.NullMarked;
