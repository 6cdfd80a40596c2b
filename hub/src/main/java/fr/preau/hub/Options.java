package fr.preau.hub;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The options of a subcommand: {@code --name value}, {@code --name=value}, and flags {@code --name}. */
public final class Options {
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();

    private Options() {}

    /**
     * Reads the arguments.
     *
     * @param valued names of options with a value, with their hyphens
     * @param flags names of options without one
     * @throws Stop about an unknown, doubled or incomplete option
     */
    public static Options parse(List<String> arguments, Set<String> valued, Set<String> flags) {
        Options options = new Options();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (flags.contains(argument)) {
                options.flags.add(argument);
            } else if (!valued.contains(name)) {
                throw Stop.wrongUsage("\"" + argument + "\" is not known here; known are: " + known(valued, flags));
            } else if (equals >= 0) {
                options.put(name, argument.substring(equals + 1));
            } else if (i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--")) {
                throw Stop.wrongUsage("There must be a value after " + name);
            } else {
                options.put(name, arguments.get(++i));
            }
        }
        return options;
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public Optional<Path> path(String name) {
        return value(name).map(Path::of);
    }

    public boolean flag(String name) {
        return flags.contains(name);
    }

    /** A value that must be there. */
    public String required(String name) {
        return value(name).orElseThrow(() -> Stop.wrongUsage(name + " is missing"));
    }

    private void put(String name, String value) {
        if (values.putIfAbsent(name, value) != null) {
            throw Stop.wrongUsage(name + " is given twice");
        }
    }

    private static String known(Set<String> valued, Set<String> flags) {
        Set<String> all = new TreeSet<>(valued);
        all.addAll(flags);
        return String.join(", ", all);
    }
}
