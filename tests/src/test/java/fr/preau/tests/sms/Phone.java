package fr.preau.tests.sms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.Until;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** An imaginary telephone of the sandbox, as a person holds it. */
final class Phone {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HubUnderTest hub;
    private final String number;

    Phone(HubUnderTest hub, String number) {
        this.hub = hub;
        this.number = number;
    }

    /** Writes; answers with the message's id. */
    String writes(String text) {
        return sends(Map.of("text", text)).path("id").asText();
    }

    /** The provider passes a message on once more. */
    int again(String text, String id) {
        return sends(Map.of("text", text, "id", id)).path("status").asInt();
    }

    private JsonNode sends(Map<String, String> message) {
        return ask(HttpRequest.newBuilder(at("/sandbox/phones/" + number.substring(1) + "/reply"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(message)))
                .build());
    }

    /** The newest message that it has or gets of which this holds. */
    String gets(Predicate<String> condition) {
        Until.holds(PATIENCE, () -> newest(condition).isPresent());
        return newest(condition).orElseThrow();
    }

    private Optional<String> newest(Predicate<String> condition) {
        return texts().stream().filter(condition).findFirst();
    }

    /** All that it got, the newest first. */
    List<String> texts() {
        var texts = new ArrayList<String>();
        var answer = ask(HttpRequest.newBuilder(at("/sandbox/phones?q=" + number.substring(3)))
                .build());
        answer.path("phones").forEach(phone -> {
            if (phone.path("number").asText().equals(number)) {
                phone.path("messages")
                        .forEach(message -> texts.add(message.path("text").asText()));
            }
        });
        return texts;
    }

    private URI at(String path) {
        return hub.base().resolve(path);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode ask(HttpRequest request) {
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
