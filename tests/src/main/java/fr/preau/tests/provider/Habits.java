package fr.preau.tests.provider;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a provider behaves.
 *
 * @param answerMillis how long an answer takes
 * @param silent of a thousand, how many it takes without ever answering
 * @param busy of a thousand, how many it refuses with 429 or 503
 * @param broken of a thousand, how many it answers with 500; half of them it took
 * @param muddled whether it reports at all; then late, twice and out of order
 * @param hubs ports of the hub's nodes; a report goes to any that takes it
 * @param publicUrl what it signs as the hub's address
 * @param token with what it signs
 */
record Habits(
        int answerMillis,
        int silent,
        int busy,
        int broken,
        boolean muddled,
        List<Integer> hubs,
        String publicUrl,
        String token) {

    /** From arguments such as {@code silent=10}. */
    static Habits of(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        Arrays.stream(arguments).forEach(one -> given.put(one.split("=", 2)[0], one.split("=", 2)[1]));
        return new Habits(
                number(given, "answerMillis"),
                number(given, "silent"),
                number(given, "busy"),
                number(given, "broken"),
                given.containsKey("hubs"),
                Arrays.stream(given.getOrDefault("hubs", "").split(",", -1))
                        .filter(port -> !port.isBlank())
                        .map(Integer::valueOf)
                        .toList(),
                given.getOrDefault("publicUrl", ""),
                given.getOrDefault("token", ""));
    }

    private static int number(Map<String, String> given, String name) {
        return Integer.parseInt(given.getOrDefault(name, "0"));
    }
}
