package fr.preau.bridge.push.apns;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * With whom and how the adapter speaks.
 *
 * @param host where Apple's service listens
 * @param port its port
 * @param keyFile the signing key, PKCS #8 in PEM ({@code .p8}), as Apple gives it
 * @param keyId its id, 10 characters
 * @param teamId the developer's team, 10 characters
 * @param topic the app's bundle id
 * @param answerTimeout how long to wait for an answer
 * @param trusted the certificate of a server that is not Apple's, for tests
 */
public record ApnsAccount(
        String host,
        int port,
        Path keyFile,
        String keyId,
        String teamId,
        String topic,
        Duration answerTimeout,
        Optional<Path> trusted) {
    /** Where apps of the store are reached. */
    public static final String PRODUCTION = "api.push.apple.com";

    /** Where apps under development are reached. */
    public static final String DEVELOPMENT = "api.sandbox.push.apple.com";
}
