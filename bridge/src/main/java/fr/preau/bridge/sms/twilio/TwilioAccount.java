package fr.preau.bridge.sms.twilio;

import fr.preau.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * With whom and how the adapter speaks.
 *
 * @param sid the account
 * @param token its key, which also signs the callbacks
 * @param sender who appears as the sender
 * @param baseUrl where the interface listens if not at its usual address; a path in it is kept as a prefix
 * @param callbacks where reports shall go: delivery and attempt are appended as two path segments; none asks for no report
 * @param validity how long the provider may try, 1 s to 10 h
 * @param connectTimeout how long to wait for a connection
 * @param answerTimeout how long to wait for an answer once the request is being written
 * @param connections connections kept at most, and so requests at the same time
 */
public record TwilioAccount(
        String sid,
        Secret token,
        Sender sender,
        Optional<URI> baseUrl,
        Optional<URI> callbacks,
        Duration validity,
        Duration connectTimeout,
        Duration answerTimeout,
        int connections) {

    /** Who appears as the sender. */
    public sealed interface Sender {
        /** A messaging service, which chooses among its numbers. */
        record Service(String sid) implements Sender {}

        /** A number, a short code, or up to 11 letters and digits. */
        record From(String value) implements Sender {}
    }

    public TwilioAccount {
        if (validity.compareTo(Duration.ofSeconds(1)) < 0 || validity.compareTo(Duration.ofHours(10)) > 0) {
            throw new IllegalArgumentException("validity must lie between 1 s and 10 h: " + validity);
        }
        if (connections < 1) {
            throw new IllegalArgumentException("connections must be 1 or more: " + connections);
        }
    }
}
