/** Text messages: what they say, who carries them, and what comes back. */
@NullMarked
package fr.preau.hub.sms;

import org.jspecify.annotations.NullMarked;
