package fr.preau.bridge.sms.smpp;

import fr.preau.config.Secret;
import java.time.Duration;

/**
 * With whom and how the adapter speaks.
 *
 * @param name the provider's short name in rows and metrics
 * @param host the message centre
 * @param port its port
 * @param tls whether the connection is encrypted; then certificate and host name are checked
 * @param systemId who we are
 * @param password our password there, at most 8 characters by the protocol
 * @param source who appears as the sender: a number, a short code, or up to 11 letters and digits
 * @param longMessages how a text of several segments is handed over
 * @param validity how long the network may try
 * @param connectTimeout how long to wait for a connection, and for the answer to the bind
 * @param answerTimeout how long to wait for an answer once the request is being written
 * @param enquireEvery silence after which the link is asked whether it lives
 * @param window requests without answer at the same time, at most
 */
public record SmppAccount(
        String name,
        String host,
        int port,
        boolean tls,
        String systemId,
        Secret password,
        String source,
        LongMessages longMessages,
        Duration validity,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration enquireEvery,
        int window) {

    /** How a text of several segments is handed over. */
    public enum LongMessages {
        /** As one request with the field message_payload: the message centre cuts it. */
        PAYLOAD,
        /** As one request a segment, with a header that joins them (3GPP TS 23.040, 9.2.3.24.1). */
        PARTS
    }

    public SmppAccount {
        if (window < 1) {
            throw new IllegalArgumentException("window must be 1 or more: " + window);
        }
    }
}
