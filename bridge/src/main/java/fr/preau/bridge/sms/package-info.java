/** Handing text messages to whoever carries them, and telephone numbers. */
@NullMarked
package fr.preau.bridge.sms;

import org.jspecify.annotations.NullMarked;
