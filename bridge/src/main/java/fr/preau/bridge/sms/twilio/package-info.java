/** The SMS port on Twilio, or on anything that speaks its interface. */
@NullMarked
package fr.preau.bridge.sms.twilio;

import org.jspecify.annotations.NullMarked;
