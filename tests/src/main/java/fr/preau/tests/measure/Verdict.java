package fr.preau.tests.measure;

import fr.preau.tests.wire.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came out.
 *
 * @param ok whether every figure reaches its goal
 * @param figures by name, in the order in which they are printed
 */
public record Verdict(boolean ok, Map<String, Object> figures) {
    public Verdict {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** The last line of the output. */
    String line(String name) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", name);
        line.put("ok", ok);
        line.put("figures", figures);
        return Json.write(line);
    }
}
