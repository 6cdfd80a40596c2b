package fr.preau.hub.edge;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an endpoint answers: a status, a body (or none) with its type, and headers. */
public record Reply(int status, @Nullable Buffer body, String type, Map<String, String> headers) {
    private static final String JSON = "application/json";

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** 200 with a record as JSON. */
    public static Reply ok(Object body) {
        return json(200, body);
    }

    /** 201 with a record as JSON. */
    public static Reply created(Object body) {
        return json(201, body);
    }

    public static Reply json(int status, Object body) {
        return new Reply(status, Wire.write(body), JSON, Map.of());
    }

    /** 204. */
    public static Reply none() {
        return new Reply(204, null, JSON, Map.of());
    }

    public static Reply text(String type, Buffer body) {
        return new Reply(200, body, type, Map.of());
    }

    /** This reply with one more header; a second one of a name replaces the first. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, body, type, more);
    }
}
