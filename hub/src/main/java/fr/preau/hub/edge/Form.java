package fr.preau.hub.edge;

import fr.preau.channels.problem.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A form as it stands in a request's body. */
public final class Form {
    private static final int MOST_FIELDS = 100;

    private Form() {}

    /**
     * The fields of a form-encoded body, decoded.
     *
     * @throws Refused when it is no such body, a field stands there twice, or there are more than 100
     */
    public static Map<String, String> read(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (body.isEmpty()) {
            return fields;
        }
        String[] pairs = body.split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            throw new Refused(Problem.TOO_LARGE);
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (fields.putIfAbsent(name, value) != null) {
                throw Refused.field(name);
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.MALFORMED);
        }
    }
}
