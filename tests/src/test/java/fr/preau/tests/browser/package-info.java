/** What people see: scenarios in a real Chromium, against a real hub. */
@NullMarked
package fr.preau.tests.browser;

import org.jspecify.annotations.NullMarked;
