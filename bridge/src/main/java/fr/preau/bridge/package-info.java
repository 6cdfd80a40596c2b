/** What lies outside the hub, each behind a small port; here what all who carry messages have in common. */
@NullMarked
package fr.preau.bridge;

import org.jspecify.annotations.NullMarked;
