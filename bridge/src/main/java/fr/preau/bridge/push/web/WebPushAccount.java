package fr.preau.bridge.push.web;

import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;

/**
 * Who the hub is to push services, and how it speaks to them.
 *
 * @param secret the private half of the VAPID key (RFC 8292), P-256
 * @param open its public half: what browsers subscribe with
 * @param contact whom a push service may ask: an address that begins with {@code mailto:} or {@code https:}
 * @param services which push services are spoken to
 * @param connectTimeout how long to wait for a connection
 * @param answerTimeout how long to wait for an answer
 * @param connections connections kept at most to each push service
 */
public record WebPushAccount(
        ECPrivateKey secret,
        ECPublicKey open,
        String contact,
        PushServices services,
        Duration connectTimeout,
        Duration answerTimeout,
        int connections) {

    @Override
    public String toString() {
        return "WebPushAccount[" + contact + "]";
    }
}
