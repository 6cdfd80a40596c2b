package fr.preau.tests.scale;

import fr.preau.tests.Repository;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the model is made of, from a file that gives a source for each. */
record Inputs(Map<String, Input> all) {
    /**
     * One line of the file.
     *
     * @param source where it comes from: a public figure, an assumption, or the bench that measured it
     */
    record Input(double value, String unit, String source) {}

    /** Reads {@code name;value;unit;source} lines; an {@link IllegalArgumentException} quotes a line that is none. */
    static Inputs read(Path file) {
        Map<String, Input> all = new LinkedHashMap<>();
        Repository.text(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> {
                    String[] parts = line.split(";", 4);
                    if (parts.length != 4 || parts[3].isBlank() || all.containsKey(parts[0])) {
                        throw new IllegalArgumentException(
                                "a line is name;value;unit;source, each name once; this is none: " + line);
                    }
                    all.put(parts[0], new Input(Double.parseDouble(parts[1]), parts[2], parts[3]));
                });
        return new Inputs(all);
    }

    /** A value by its name. */
    double of(String name) {
        Input input = all.get(name);
        if (input == null) {
            throw new IllegalArgumentException("there is no input " + name);
        }
        return input.value();
    }
}
