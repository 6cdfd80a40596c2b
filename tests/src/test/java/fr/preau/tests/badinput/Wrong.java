package fr.preau.tests.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes wrong things out of right ones. */
final class Wrong {
    /** A wrong body and what is wrong with it. */
    record Body(String why, String text) {}

    private Wrong() {}

    /** Everything that can be wrong with the fields of an object, by their schemas. */
    static List<Body> fields(Map<String, Object> right, Map<String, JsonNode> schemas) {
        List<Body> wrong = new ArrayList<>();
        wrong.add(new Body("unknown field", with(right, "surplus", 1)));
        if (!right.isEmpty()) {
            wrong.add(new Body("a field twice", doubled(right)));
        }
        schemas.forEach((field, schema) -> values(schema).forEach((why, value) -> {
            if (!field.equals("type")) {
                wrong.add(new Body(field + " " + why, with(right, field, value)));
            }
        }));
        for (String field : right.keySet()) {
            if (!field.equals("type")) {
                Map<String, Object> less = new LinkedHashMap<>(right);
                less.remove(field);
                wrong.add(new Body(field + " missing", Json.write(less)));
            }
        }
        return wrong;
    }

    /** Texts that are no object at all. */
    static List<Body> texts() {
        return List.of(
                new Body("cut", "{\"body\": \"Bon"),
                new Body("an array", "[]"),
                new Body("a number", "7"),
                new Body("null", "null"),
                new Body("a string", "\"bonjour\""),
                new Body("two objects", "{} {}"),
                new Body("no JSON", "body=Bonjour"),
                new Body("deep arrays", "[".repeat(20_000)),
                new Body("deep objects", "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)),
                new Body("a long number", "{\"seq\": " + "9".repeat(5_000) + "}"),
                new Body("a long name", "{\"" + "n".repeat(20_000) + "\": 1}"),
                new Body("a comment", "{/* hello */}"),
                new Body("a lone escape", "{\"body\": \"\\u12\"}"),
                new Body("a control character", "{\"body\": \"a\u0001b\"}"));
    }

    private static Map<String, Object> values(JsonNode schema) {
        Map<String, Object> wrong = new LinkedHashMap<>();
        String type = schema.path("type").asText(schema.has("enum") ? "string" : "");
        if (!type.equals("string")) {
            wrong.put("is a string", "x");
        } else {
            wrong.put("is a number", 7);
            wrong.put("is a boolean", true);
            wrong.put("has NUL in it", "abcdefgh\0abcdefgh");
            if (schema.has("maxLength")) {
                wrong.put("is too long", "x".repeat(schema.path("maxLength").asInt() + 1));
            }
            if (schema.path("minLength").asInt() > 0) {
                wrong.put("is empty", "");
            }
            if (schema.has("enum") || schema.has("format") || schema.has("pattern")) {
                wrong.put("is of another form", "not this one!");
            }
        }
        if (!type.equals("array")) {
            wrong.put("is an array", List.of(1));
        }
        if (!type.equals("object")) {
            wrong.put("is an object", Map.of("a", 1));
        }
        if (type.equals("integer")) {
            wrong.put("is a fraction", 1.5);
            wrong.put("is negative", -1);
            wrong.put("is huge", new java.math.BigInteger("99999999999999999999999999"));
            wrong.put("is a boolean", true);
        }
        if (type.equals("array")) {
            if (schema.path("minItems").asInt() > 0) {
                wrong.put("is empty", List.of());
            }
            wrong.put("holds null", java.util.Collections.singletonList(null));
            wrong.put(
                    "is too long",
                    java.util.Collections.nCopies(201, Map.of("scope", "town", "ref", new java.util.UUID(0, 0))));
        }
        return wrong;
    }

    private static String with(Map<String, Object> right, String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(right);
        changed.put(field, value);
        return Json.write(changed);
    }

    private static String doubled(Map<String, Object> right) {
        Map.Entry<String, Object> last = List.copyOf(right.entrySet()).getLast();
        String text = Json.write(right);
        return text.substring(0, text.length() - 1) + ",\"" + last.getKey() + "\":" + Json.write(last.getValue()) + "}";
    }
}
