/** Web Push (RFC 8030, 8291, 8292): browsers, through the push services of those who make them. */
@NullMarked
package fr.preau.bridge.push.web;

import org.jspecify.annotations.NullMarked;
