package fr.preau.bridge.sms.twilio;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer, complete.
 *
 * @param status the status code
 * @param body the body as text
 * @param retryAfter the header of that name
 */
record Answer(int status, String body, @Nullable String retryAfter) {}
