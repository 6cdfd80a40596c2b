/** The SMS port on SMPP 3.4, the protocol that operators and aggregators speak, by jsmpp. */
@NullMarked
package fr.preau.bridge.sms.smpp;

import org.jspecify.annotations.NullMarked;
