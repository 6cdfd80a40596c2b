package fr.preau.bridge.email;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Lines of the form {@code Name: value} in a report's body. */
final class HeaderFields {
    private HeaderFields() {}

    /** The first value of each, names in lower case, folded lines put together; what is no such line is left out. */
    static Map<String, String> read(String group) {
        Map<String, String> fields = new HashMap<>();
        for (String line : group.replaceAll("\\R[ \\t]+", " ").split("\\R")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return fields;
    }
}
