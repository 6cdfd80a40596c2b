package fr.preau.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns texts into values. A text that is wrong becomes a fault and the standard value is used in its place, so that
 * reading goes on and all faults are found at once.
 */
final class Reading {
    private final Map<String, Entry> entries;
    private final List<Fault> faults;
    private final Set<String> known = new LinkedHashSet<>();

    Reading(Map<String, Entry> entries, List<Fault> faults) {
        this.entries = entries;
        this.faults = faults;
    }

    /** The names that were asked for so far: all settings, once everything is read. */
    Set<String> known() {
        return known;
    }

    /** Adds a fault about a value that is right in itself but does not fit the others. */
    void refuse(String name, String allowed) {
        Entry entry = entries.get(name);
        if (entry == null || entry.blank()) {
            faults.add(new Fault(name, "", "nothing", allowed));
        } else {
            faults.add(new Fault(name, entry.where(), entry.shown(), allowed));
        }
    }

    /** A text of 1 to 200 characters on one line. */
    Optional<String> text(String name) {
        return one(name, "a text of at most 200 characters on one line", Reading::line);
    }

    Optional<Secret> secret(String name) {
        Optional<Entry> entry = Optional.ofNullable(entry(name));
        if (entry.isPresent() && entry.get().list()) {
            faults.add(new Fault(name, entry.get().where(), "a list", "a text"));
            return Optional.empty();
        }
        return entry.map(written -> new Secret(written.values().getFirst()));
    }

    int number(String name, int standard, int min, int max) {
        String allowed = "a whole number from " + min + " to " + max;
        return one(name, allowed, text -> within(Integer.parseInt(text), min, max))
                .orElse(standard);
    }

    boolean flag(String name, boolean standard) {
        return one(name, "true or false", text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> null;
                })
                .orElse(standard);
    }

    /** One of the constants, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String name, E standard) {
        Class<E> type = standard.getDeclaringClass();
        return one(name, "one of " + written(type), text -> constant(type, text))
                .orElse(standard);
    }

    <E extends Enum<E>> Set<E> choices(String name, Set<E> standard, Class<E> type) {
        List<E> found = list(name, "a list of " + written(type), text -> constant(type, text));
        return found.isEmpty() ? standard : new LinkedHashSet<>(found);
    }

    Path path(String name, Path standard) {
        return one(name, "a path", Reading::pathOf).orElse(standard);
    }

    Optional<Path> place(String name) {
        return one(name, "a path", Reading::pathOf);
    }

    <T> T value(String name, T standard, String allowed, Function<String, @Nullable T> parse) {
        return one(name, allowed, parse).orElse(standard);
    }

    <T> Optional<T> optional(String name, String allowed, Function<String, @Nullable T> parse) {
        return one(name, allowed, parse);
    }

    Optional<URI> address(String name, String allowed, Function<URI, Boolean> right) {
        return one(name, allowed, text -> {
            URI uri = URI.create(text);
            return right.apply(uri) ? uri : null;
        });
    }

    /** Every item of a list; in the environment the items stand between commas. */
    <T> List<T> list(String name, String allowed, Function<String, @Nullable T> parse) {
        Entry entry = entry(name);
        List<T> read = new ArrayList<>();
        for (String item : entry == null ? List.<String>of() : items(entry)) {
            parse(name, entry, item, allowed, parse).ifPresent(read::add);
        }
        return read;
    }

    private <T> Optional<T> one(String name, String allowed, Function<String, @Nullable T> parse) {
        Entry entry = entry(name);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.list()) {
            faults.add(new Fault(name, entry.where(), "a list", allowed));
            return Optional.empty();
        }
        return parse(name, entry, entry.values().getFirst().strip(), allowed, parse);
    }

    private <T> Optional<T> parse(
            String name, @Nullable Entry entry, String text, String allowed, Function<String, @Nullable T> parse) {
        @Nullable T value;
        try {
            value = parse.apply(text);
        } catch (RuntimeException e) { // what the JDK's parsers throw: NumberFormat, DateTimeParse, IllegalArgument
            value = null;
        }
        if (value == null) {
            faults.add(new Fault(name, entry == null ? "" : entry.where(), "\"" + text + "\"", allowed));
        }
        return Optional.ofNullable(value);
    }

    private @Nullable Entry entry(String name) {
        known.add(name);
        Entry entry = entries.get(name);
        return entry == null || entry.blank() ? null : entry;
    }

    private static List<String> items(Entry entry) {
        return entry.list()
                ? entry.values()
                : Arrays.stream(entry.values().getFirst().split(","))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }

    private static @Nullable Integer within(int value, int min, int max) {
        return value < min || value > max ? null : value;
    }

    private static @Nullable String line(String text) {
        return text.length() > 200 || text.chars().anyMatch(Character::isISOControl) ? null : text;
    }

    private static @Nullable Path pathOf(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static String spelt(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> String written(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Reading::spelt).collect(Collectors.joining(", "));
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (spelt(constant).equals(text)) {
                return constant;
            }
        }
        return null;
    }
}
