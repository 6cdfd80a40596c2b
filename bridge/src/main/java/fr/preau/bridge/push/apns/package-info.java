/** Apple's push service, for a native app. */
@NullMarked
package fr.preau.bridge.push.apns;

import org.jspecify.annotations.NullMarked;
