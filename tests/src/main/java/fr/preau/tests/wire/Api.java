package fr.preau.tests.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HTTP as a client speaks it. Every answer is held against openapi.yaml and against what holds for all of them
 * (headers, no stack trace); a breach is an {@link AssertionError} at once.
 */
public final class Api {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Pattern STACK_TRACE =
            Pattern.compile("\\bat [\\w.$]+\\([\\w.]+:\\d+\\)|\\w+(Exception|Error)\\b|\\borg\\.|\\bio\\.vertx");

    private final URI base;
    private final String origin;
    private final Contract contract;
    private final @Nullable String token;
    private final Duration patience;

    private Api(URI base, String origin, Contract contract, @Nullable String token, Duration patience) {
        this.base = base;
        this.origin = origin;
        this.contract = contract;
        this.token = token;
        this.patience = patience;
    }

    /**
     * A client that has not signed in.
     *
     * @param origin the site whose page it is
     */
    public static Api anonymous(URI base, String origin, Contract contract) {
        return new Api(base, origin, contract, null, Duration.ofSeconds(30));
    }

    /** This client with an access token in each request. */
    public Api with(String accessToken) {
        return new Api(base, origin, contract, accessToken, patience);
    }

    /** This client, that waits for an answer only so long; {@link NoAnswer} then. */
    public Api within(Duration time) {
        return new Api(base, origin, contract, token, time);
    }

    public Contract contract() {
        return contract;
    }

    /** The site whose page this client is. */
    public String origin() {
        return origin;
    }

    public URI base() {
        return base;
    }

    public String token() {
        if (token == null) {
            throw new IllegalStateException("not signed in");
        }
        return token;
    }

    public Answer get(String path) {
        return send("GET", path, null, null);
    }

    public Answer post(String path, Object body) {
        return json("POST", path, body);
    }

    /** POST without a body. */
    public Answer post(String path) {
        return send("POST", path, null, null);
    }

    public Answer put(String path, Object body) {
        return json("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return json("PATCH", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, null);
    }

    private Answer json(String method, String path, Object body) {
        return send(
                method,
                path,
                BodyPublishers.ofString(body instanceof String s ? s : Json.write(body)),
                "application/json");
    }

    /**
     * Any request.
     *
     * @param path with its query, already encoded
     * @param type the content type, or none
     * @param headers names and values in turn
     */
    public Answer send(
            String method, String path, @Nullable BodyPublisher body, @Nullable String type, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(patience)
                .method(method, body == null ? BodyPublishers.noBody() : body);
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            Answer answer = new Answer(response.statusCode(), response.headers(), response.body(), method + " " + path);
            hold(method, path.replaceAll("\\?.*", ""), answer);
            return answer;
        } catch (IOException e) {
            throw new NoAnswer(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(method + " " + path, e);
        }
    }

    private void hold(String method, String path, Answer answer) {
        List<String> faults = new ArrayList<>(contract.faults(method, path, answer));
        demand(faults, answer, "x-content-type-options", "nosniff");
        // A page with a form has to name its origin to the hub; to other sites it names nothing either.
        boolean page = answer.headers().firstValue("content-type").orElse("").startsWith("text/html");
        demand(faults, answer, "referrer-policy", page ? "same-origin" : "no-referrer");
        if (answer.headers().firstValue("x-request-id").isEmpty()) {
            faults.add("no X-Request-Id");
        }
        if (answer.status() >= 400 && STACK_TRACE.matcher(answer.text()).find()) {
            faults.add("the inside shows");
        }
        if (!faults.isEmpty()) {
            throw new AssertionError("Against the contract: " + String.join("; ", faults) + "\n" + answer);
        }
    }

    private static void demand(List<String> faults, Answer answer, String header, String value) {
        if (!answer.headers().firstValue(header).orElse("").equals(value)) {
            faults.add(header + " is not " + value);
        }
    }

    /** The hub did not answer: it is down, or cut the connection. */
    public static final class NoAnswer extends RuntimeException {
        NoAnswer(String request, Exception cause) {
            super("no answer to " + request + ": " + cause, cause);
        }
    }
}
