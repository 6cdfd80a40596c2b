package fr.preau.channels.identity;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes sign-in names such as {@code marie.dupont}, told apart by a number ({@code marie.dupont2}) where one is taken.
 * They are plain ASCII, so that every keyboard can type them. Not for use by several threads at once.
 */
public final class Logins {
    private static final int PART = 40;
    private static final Map<Integer, String> SPELT_OUT =
            Map.of((int) 'œ', "oe", (int) 'æ', "ae", (int) 'ß', "ss", (int) 'ø', "o", (int) 'ł', "l", (int) 'đ', "d");

    private final Set<String> taken;
    private final Map<String, Integer> highest = new HashMap<>();

    /** @param taken every sign-in name that exists, of any account, ended ones included */
    public Logins(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /**
     * A sign-in name that nobody has, and which from now on counts as taken.
     *
     * @param givenName as written in the directory; of several only what they are called by is needed
     * @param familyName the name in daily use
     */
    public String make(String givenName, String familyName) {
        String base = base(part(givenName), part(familyName));
        int number = highest.getOrDefault(base, 0);
        String login;
        do {
            number++;
            login = number == 1 ? base : base + number;
        } while (!taken.add(login));
        highest.put(base, number);
        return login;
    }

    /** What somebody typed as a sign-in name, as it may stand in the database. */
    public static String typed(String text) {
        return plain(text.strip());
    }

    private static String base(String given, String family) {
        if (given.isEmpty() && family.isEmpty()) {
            return "compte";
        }
        return given.isEmpty() || family.isEmpty() ? given + family : given + "." + family;
    }

    private static String part(String name) {
        String joined =
                plain(name).replaceAll("['’ʼ]", "").replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "");
        return joined.length() <= PART ? joined : joined.substring(0, PART).replaceAll("-$", "");
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(c -> plain.append(SPELT_OUT.getOrDefault(c, Character.toString(c))));
        return plain.toString();
    }
}
