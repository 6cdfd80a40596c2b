/** Google's push service (FCM, HTTP v1), for a native app. */
@NullMarked
package fr.preau.bridge.push.fcm;

import org.jspecify.annotations.NullMarked;
