package fr.preau.hub.edge;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks that request records make in their constructors; each failure names the field as the client wrote it. */
public final class Fields {
    private Fields() {}

    /** Present, and between {@code min} and {@code max} characters once outer white space is gone. */
    public static String text(String name, @Nullable String value, int min, int max) {
        if (value == null || value.length() > max || value.strip().length() < min || !storable(value)) {
            throw Refused.field(name);
        }
        return value;
    }

    /** Neither NUL nor half of a surrogate pair, which JSON can escape and UTF-8 cannot hold. */
    private static boolean storable(String value) {
        return value.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** As {@link #text}, or absent. */
    public static @Nullable String optional(String name, @Nullable String value, int min, int max) {
        return value == null ? null : text(name, value, min, max);
    }

    /** Present and wholly of this pattern. */
    public static String matching(String name, @Nullable String value, Pattern pattern) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw Refused.field(name);
        }
        return value;
    }

    public static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw Refused.field(name);
        }
        return value;
    }

    /** Present and from {@code min} to {@code max} items, none of them null. */
    public static <T> List<T> list(String name, @Nullable List<T> value, int min, int max) {
        if (value == null
                || value.size() < min
                || value.size() > max
                || value.stream().anyMatch(v -> v == null)) {
            throw Refused.field(name);
        }
        return List.copyOf(value);
    }

    /** A UUID in its usual form (RFC 9562, 36 characters). */
    public static UUID uuid(String name, @Nullable String value) {
        if (value == null || value.length() != 36) {
            throw Refused.field(name);
        }
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw Refused.field(name);
        }
    }

    /** A whole number of the range, or the fallback when absent. */
    public static long number(String name, @Nullable String value, long fallback, long min, long max) {
        if (value == null) {
            return fallback;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Refused.field(name);
        }
        throw Refused.field(name);
    }
}
