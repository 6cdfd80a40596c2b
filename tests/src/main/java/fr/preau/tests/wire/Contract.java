package fr.preau.tests.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.AnnotationKeyword;
import com.networknt.schema.keyword.Keyword;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The published interface: what openapi.yaml and asyncapi.yaml allow the hub to say. */
public final class Contract {
    private static final String BASE = "https://preau.test/";
    private static final String JSON = "application/json";
    private static final Set<String> DOCUMENT = Set.of(
            "openapi",
            "asyncapi",
            "info",
            "servers",
            "security",
            "tags",
            "paths",
            "components",
            "channels",
            "operations");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private final JsonNode openapi;
    private final JsonNode asyncapi;
    private final List<Operation> operations;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /** Reads the two documents, as text. */
    public Contract(String openapi, String asyncapi) {
        try {
            YAMLMapper yaml = new YAMLMapper();
            this.openapi = yaml.readTree(openapi);
            this.asyncapi = yaml.readTree(asyncapi);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not YAML: " + e.getOriginalMessage(), e);
        }
        this.operations = read(this.openapi);
        Map<String, String> texts = Map.of(
                BASE + "openapi.yaml", this.openapi.toString(), BASE + "asyncapi.yaml", this.asyncapi.toString());
        SchemaRegistryConfig strict =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                .unknownKeywordFactory((keyword, context) -> documentKeyword(keyword))
                .build();
        this.registry = SchemaRegistry.withDialect(
                dialect, builder -> builder.schemas(texts).schemaRegistryConfig(strict));
    }

    /** Every operation of openapi.yaml. */
    public List<Operation> operations() {
        return operations;
    }

    /** The operation with this operationId. */
    public Operation operation(String id) {
        return operations.stream()
                .filter(o -> o.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation " + id));
    }

    /** Names of the frames that a client ({@code fromClient}) or the hub ({@code toClient}) may send. */
    public List<String> frames(String operation) {
        List<String> names = new ArrayList<>();
        for (JsonNode message : asyncapi.at("/operations/" + operation + "/messages")) {
            String ref = message.path("$ref").asText();
            names.add(ref.substring(ref.lastIndexOf('/') + 1));
        }
        return names;
    }

    /** The fields of an operation's request body, each with its schema; empty when it takes none. */
    public Map<String, JsonNode> requestFields(Operation operation) {
        JsonNode schema = openapi.path("paths")
                .path(operation.template())
                .path(operation.method().toLowerCase(java.util.Locale.ROOT))
                .at("/requestBody/content/application~1json/schema");
        return fields(resolved(schema));
    }

    /** The fields of a frame from the client, each with its schema. */
    public Map<String, JsonNode> frameFields(String frame) {
        return fields(asyncapi.at("/components/messages/" + frame + "/payload"));
    }

    private JsonNode resolved(JsonNode schema) {
        String ref = schema.path("$ref").asText();
        return ref.isEmpty() ? schema : openapi.at(ref.substring(1));
    }

    private Map<String, JsonNode> fields(JsonNode schema) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(field -> fields.put(field.getKey(), resolved(field.getValue())));
        return fields;
    }

    /** What is wrong with an answer to this request; empty when the documents allow it. */
    public List<String> faults(String method, String path, Answer answer) {
        Optional<Operation> operation = operations.stream()
                .filter(o -> o.answers(method, path))
                .min(Comparator.comparingInt(Operation::variables));
        JsonNode response = operation.map(o -> response(o, answer.status())).orElse(null);
        if (response == null) {
            return answer.status() >= 400
                    ? bodyFaults("#/components/responses/Problem", openapi.at("/components/responses/Problem"), answer)
                    : List.of("openapi.yaml has no " + answer.status() + " for " + method + " " + path);
        }
        String ref = response.path("$ref").asText();
        String pointer = ref.isEmpty() ? "" : ref;
        return bodyFaults(pointer, ref.isEmpty() ? response : openapi.at(ref.substring(1)), answer);
    }

    /** What is wrong with a frame from the hub; empty when asyncapi.yaml allows it. */
    public List<String> frameFaults(JsonNode frame) {
        String type = frame.path("type").asText();
        if (!frames("toClient").contains(type)) {
            return List.of("asyncapi.yaml has no frame of the type '" + type + "' from the hub");
        }
        return check(BASE + "asyncapi.yaml#/components/messages/" + type + "/payload", frame);
    }

    /** A schema may use only what JSON Schema knows; a slip of the pen would else allow everything. */
    private static Keyword documentKeyword(String keyword) {
        if (!DOCUMENT.contains(keyword)) {
            throw new IllegalStateException("the documents use the unknown keyword '" + keyword + "' in a schema");
        }
        return new AnnotationKeyword(keyword);
    }

    private @Nullable JsonNode response(Operation operation, int status) {
        JsonNode responses = openapi.path("paths")
                .path(operation.template())
                .path(operation.method().toLowerCase(java.util.Locale.ROOT))
                .path("responses");
        JsonNode exact = responses.get(Integer.toString(status));
        return exact != null || status < 400 ? exact : responses.get("default");
    }

    private List<String> bodyFaults(String pointer, JsonNode response, Answer answer) {
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            return answer.text().isEmpty() ? List.of() : List.of("a body where the document has none");
        }
        String type = answer.type();
        JsonNode media = content.path(type);
        if (media.isMissingNode()) {
            return List.of("content type '" + type + "', documented: " + String.join(", ", names(content)));
        }
        if (!type.equals(JSON) && !type.endsWith("+json")) {
            return List.of();
        }
        JsonNode schema = media.path("schema");
        String ref = schema.path("$ref").asText();
        if (ref.isEmpty()) {
            return List.of("the schema of " + pointer + " is not a named one");
        }
        return check(BASE + "openapi.yaml" + ref, answer.json());
    }

    private List<String> check(String location, JsonNode value) {
        Schema schema = schemas.computeIfAbsent(location, l -> registry.getSchema(SchemaLocation.of(l)));
        return schema.validate(value).stream().map(Error::toString).toList();
    }

    private static List<Operation> read(JsonNode openapi) {
        List<Operation> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : openapi.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    found.add(operation(path.getKey(), method.getKey(), method.getValue()));
                }
            }
        }
        return List.copyOf(found);
    }

    private static Operation operation(String path, String method, JsonNode node) {
        List<String> access = new ArrayList<>();
        node.path("x-access").forEach(word -> access.add(word.asText()));
        boolean open = node.has("security") && node.path("security").isEmpty();
        return new Operation(
                node.path("operationId").asText(),
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                !open,
                access,
                node.has("requestBody"));
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }
}
