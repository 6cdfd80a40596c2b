package fr.preau.tests.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Api;
import fr.preau.tests.wire.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Api} holds each answer against the contract: a problem with its code, no stack trace. Here: which one. */
@ExtendWith(SharedHub.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesBadInputTest {
    private static final Set<String> OF_FIELDS = Set.of("invalid_field", "unknown_field", "malformed");

    private final HubUnderTest hub;
    private final Samples samples;

    RoutesBadInputTest(HubUnderTest hub) {
        this.hub = hub;
        this.samples = new Samples(hub);
    }

    List<Operation> withBody() {
        return samples.operations().stream().filter(Operation::takesBody).toList();
    }

    List<Operation> signed() {
        return samples.operations().stream().filter(Operation::signed).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withBody")
    void each_field_that_is_wrong_is_named(Operation operation) {
        List<String> accepted = new ArrayList<>();
        for (Wrong.Body wrong :
                Wrong.fields(samples.body(operation), hub.contract().requestFields(operation))) {
            Answer answer = send(operation, wrong.text());
            boolean named = answer.status() == 400 && OF_FIELDS.contains(answer.code());
            if (!named && !weakPassword(wrong, answer)) {
                accepted.add(wrong.why() + ": " + answer);
            }
        }
        assertEquals(List.of(), accepted);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withBody")
    void what_is_no_such_object_is_malformed(Operation operation) {
        for (Wrong.Body wrong : Wrong.texts()) {
            Answer answer = send(operation, wrong.text());
            assertTrue(
                    answer.status() == 400 && OF_FIELDS.contains(answer.code()) || answer.status() == 413,
                    wrong.why() + ": " + answer);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withBody")
    void bytes_that_are_not_UTF_8_are_told(Operation operation) {
        byte[] bytes = "{\"body\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        Answer answer = as(operation)
                .send(
                        operation.method(),
                        samples.path(operation),
                        BodyPublishers.ofByteArray(bytes),
                        "application/json");

        answer.is(400).refused("not_utf8");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withBody")
    void another_content_type_or_none_is_told(Operation operation) {
        String body = fr.preau.tests.wire.Json.write(samples.body(operation));
        for (String type :
                new String[] {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", null}) {
            Answer answer = as(operation)
                    .send(operation.method(), samples.path(operation), BodyPublishers.ofString(body), type);
            answer.is(415).refused("unsupported_type");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withBody")
    void a_body_that_is_too_large_is_not_read(Operation operation) {
        Answer answer = send(operation, "{\"body\": \"" + "x".repeat(200_000) + "\"}");

        answer.is(413).refused("too_large");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withBody")
    void no_body_at_all_is_told(Operation operation) {
        as(operation)
                .send(operation.method(), samples.path(operation), null, "application/json")
                .is(400)
                .refused("malformed");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signed")
    void a_token_that_is_none_opens_nothing(Operation operation) {
        for (String token : List.of("x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "é".repeat(3), "a".repeat(6_000))) {
            Answer answer = hub.anonymous()
                    .send(
                            operation.method(),
                            samples.path(operation),
                            null,
                            null,
                            "Authorization",
                            "Bearer "
                                    + new String(token.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            assertEquals(401, answer.status(), operation.id() + ": " + answer);
        }
    }

    @Test
    void a_token_whose_signature_was_touched_opens_nothing() {
        String token = samples.teacher().api().token();
        String touched = token.substring(0, token.length() - 8)
                + (token.charAt(token.length() - 8) == 'A' ? 'B' : 'A')
                + token.substring(token.length() - 7);

        hub.anonymous().with(touched).get("/api/v1/me").is(401).refused("sign_in_required");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signed")
    void an_id_that_is_none_names_nothing(Operation operation) {
        if (!operation.template().contains("{")) {
            return;
        }
        for (String id : List.of(
                "x",
                "1",
                "%00",
                "%2e%2e",
                "..%2f..%2fetc",
                "'; drop table post; --",
                "0".repeat(500),
                "%F0%9F%8C%B0")) {
            String encoded = id.replace(" ", "%20").replace("'", "%27").replace(";", "%3B");
            Answer answer = as(operation)
                    .send(
                            operation.method(),
                            operation.pathWith(encoded),
                            operation.takesBody()
                                    ? BodyPublishers.ofString(fr.preau.tests.wire.Json.write(samples.body(operation)))
                                    : null,
                            operation.takesBody() ? "application/json" : null);
            assertTrue(List.of(400, 404).contains(answer.status()), id + ": " + answer);
        }
    }

    @Test
    void wrong_methods_are_told() {
        Set<String> paths = new TreeSet<>();
        samples.operations().forEach(operation -> paths.add(operation.template()));
        for (String template : paths) {
            for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")) {
                boolean known = hub.contract().operations().stream()
                        .anyMatch(o -> o.method().equals(method)
                                && template.matches(o.template().replaceAll("\\{\\w+}", "[^/]+")));
                if (!known) {
                    Answer answer = samples.teacher()
                            .api()
                            .send(
                                    method,
                                    template.replaceAll(
                                            "\\{\\w+}", UUID.randomUUID().toString()),
                                    null,
                                    null);
                    answer.is(405).refused("method_not_allowed");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/nothing", "/api/v2/me", "/api/v1/channels//posts", "/api", "/.env", "/api/v1/..%2f"})
    void an_address_that_is_none_is_not_found(String path) {
        Answer answer = samples.teacher().api().get(path);

        assertTrue(List.of(400, 404).contains(answer.status()), answer.toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/channels?limit=0                                   | limit
            /api/v1/channels?limit=101                                 | limit
            /api/v1/channels?limit=x                                   | limit
            /api/v1/channels?limit=99999999999999999999                | limit
            /api/v1/channels?limit=1&limit=2                           | limit
            /api/v1/channels?after=x                                   | after
            /api/v1/channels?after=%00                                 | after
            /api/v1/contacts?after=x                                   | after
            /api/v1/search                                             | q
            /api/v1/search?q=                                          | q
            /api/v1/search?q=a                                         | q
            /api/v1/search?q=ab%00cd                                   | q
            /api/v1/search?q=abc&channel=x                             | channel
            /api/v1/search?q=abc&before=x                              | before
            /api/v1/search?q=abc&before=%F0%28%8C%28                   | before
            """)
    void a_wrong_parameter_is_named(String path, String field) {
        Answer answer = samples.teacher().api().get(path);

        answer.is(400).refused("invalid_field");
        assertEquals(field, answer.json().path("field").asText());
    }

    @Test
    void a_search_that_is_too_long_and_contacts_with_too_many_words_are_told() {
        samples.teacher().search("a".repeat(201)).is(400).refused("invalid_field");
        samples.teacher().contacts("a".repeat(101)).is(400).refused("invalid_field");
    }

    @Test
    void pages_before_the_beginning_are_told() {
        UUID channel = samples.teacher().channels().getFirst().id();

        for (String before : List.of("0", "-1", "1.5", "x", "99999999999999999999")) {
            samples.teacher()
                    .api()
                    .get("/api/v1/channels/" + channel + "/posts?before=" + before)
                    .is(400)
                    .refused("invalid_field");
        }
    }

    @Test
    void the_language_of_a_problem_is_the_callers_and_nonsense_is_French() {
        Api api = hub.anonymous();

        String french = api.get("/api/v1/me").json().path("detail").asText();
        String english = api.send("GET", "/api/v1/me", null, null, "Accept-Language", "en-GB")
                .json()
                .path("detail")
                .asText();
        String nonsense = api.send("GET", "/api/v1/me", null, null, "Accept-Language", "*;q=x,,;;" + "z".repeat(1_000))
                .json()
                .path("detail")
                .asText();

        assertFalse(french.equals(english));
        assertEquals(french, nonsense);
    }

    @Test
    void a_page_of_another_site_changes_nothing() {
        Answer answer = samples.teacher()
                .api()
                .send("DELETE", "/api/v1/sessions/current", null, null, "Origin", "http://evil.example");

        answer.is(403).refused("origin_refused");
        samples.teacher().api().get("/api/v1/me").is(200);
    }

    @Test
    void fuzz_gets_no_5xx_and_leaves_the_hub_as_well_as_before() {
        Random random = new Random(20_260_901);
        List<Operation> operations = withBody();
        for (int i = 0; i < 1_200; i++) {
            Operation operation = operations.get(random.nextInt(operations.size()));
            byte[] body = Mutations.of(fr.preau.tests.wire.Json.write(samples.body(operation)), random);

            Answer answer = as(operation)
                    .send(
                            operation.method(),
                            samples.path(operation),
                            BodyPublishers.ofByteArray(body),
                            "application/json");

            assertTrue(answer.status() < 500, () -> new String(body, StandardCharsets.UTF_8) + " gave " + answer);
        }
        samples.teacher().api().get("/health/ready").is(200);
    }

    private static boolean weakPassword(Wrong.Body wrong, Answer answer) {
        boolean aboutPassword = wrong.why().startsWith("next ") || wrong.why().startsWith("password ");
        return aboutPassword && answer.code().equals("password_too_weak");
    }

    private Api as(Operation operation) {
        return operation.signed() ? samples.caller(operation).api() : hub.anonymous();
    }

    private Answer send(Operation operation, String body) {
        return as(operation)
                .send(operation.method(), samples.path(operation), BodyPublishers.ofString(body), "application/json");
    }
}
