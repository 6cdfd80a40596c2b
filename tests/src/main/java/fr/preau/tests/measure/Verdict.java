package fr.preau.tests.measure;

import fr.preau.tests.wire.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came out.
 *
 * @param ok whether every figure reaches its goal
 * @param figures by name, in the order in which they are printed
 */
public record Verdict(boolean ok, Map<String, Object> figures) {
    /** The figure that is this case's own, as words for people. */
    public static final String OWN = "own";

    private static final String NOT_RUN = "notRun";

    public Verdict {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** It cannot be done on this machine, and why; that is not ok. */
    public static Verdict notRun(String why) {
        return new Verdict(false, Map.of(NOT_RUN, why));
    }

    /** Why it was not run; null: it was. */
    public @Nullable String reasonNotRun() {
        return (String) figures.get(NOT_RUN);
    }

    /** The last line of the output. */
    public String line(String name) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", name);
        line.put("ok", ok);
        line.put("figures", figures);
        return Json.write(line);
    }
}
