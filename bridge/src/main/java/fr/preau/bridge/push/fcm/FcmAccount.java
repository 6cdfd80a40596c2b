package fr.preau.bridge.push.fcm;

import fr.preau.config.Secret;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * With whom and how the adapter speaks.
 *
 * @param project the project's id
 * @param email the service account
 * @param key its private key, PKCS #8 in PEM
 * @param tokens where tokens are asked for
 * @param api where messages are handed over: scheme, host and port
 * @param connectTimeout how long to wait for a connection
 * @param answerTimeout how long to wait for an answer
 * @param connections connections kept at most
 */
public record FcmAccount(
        String project,
        String email,
        Secret key,
        URI tokens,
        URI api,
        Duration connectTimeout,
        Duration answerTimeout,
        int connections) {
    /** Where Google listens. */
    public static final URI API = URI.create("https://fcm.googleapis.com");

    /**
     * The service account in a file as Google gives it. Blocks.
     *
     * @throws IllegalArgumentException where the file cannot be read or is none
     */
    public static FcmAccount read(
            Path file, URI api, Duration connectTimeout, Duration answerTimeout, int connections) {
        try {
            var json = new JsonObject(Files.readString(file));
            return new FcmAccount(
                    word(json, "project_id"),
                    word(json, "client_email"),
                    new Secret(word(json, "private_key")),
                    URI.create(word(json, "token_uri")),
                    api,
                    connectTimeout,
                    answerTimeout,
                    connections);
        } catch (IOException | DecodeException | ClassCastException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is no service account of Google's (JSON)", e);
        }
    }

    private static String word(JsonObject json, String name) {
        var word = json.getString(name);
        if (word == null || word.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return word;
    }
}
