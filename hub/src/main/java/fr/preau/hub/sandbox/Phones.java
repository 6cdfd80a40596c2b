package fr.preau.hub.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each imaginary telephone got. The last ones only: 50 messages a telephone, 30,000 telephones, a town of 27,000
 * accounts. Safe for all event loops.
 */
final class Phones {
    private static final int MESSAGES = 50;
    private static final int TELEPHONES = 30_000;

    /**
     * One message as a telephone shows it.
     *
     * @param mine whether it was written on this telephone
     */
    record Message(String id, Instant at, String from, String text, int segments, boolean mine) {}

    /** One telephone, its newest message first. */
    record Telephone(String number, List<Message> messages) {}

    private final LinkedHashMap<String, Deque<Message>> byNumber = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Message>> eldest) {
            return size() > TELEPHONES;
        }
    };
    private long version;

    synchronized void got(String number, Message message) {
        var messages = byNumber.computeIfAbsent(number, first -> new ArrayDeque<>(2));
        messages.addFirst(message);
        if (messages.size() > MESSAGES) {
            messages.removeLast();
        }
        version++;
    }

    /** Grows with every message. */
    synchronized long version() {
        return version;
    }

    synchronized int count() {
        return byNumber.size();
    }

    /** The telephones that got something last, the latest first, whose number holds {@code digits}. */
    synchronized List<Telephone> latest(String digits, int most) {
        var found = new ArrayList<Telephone>();
        for (var entry : byNumber.sequencedEntrySet().reversed()) {
            if (found.size() == most) {
                break;
            }
            if (entry.getKey().contains(digits)) {
                found.add(new Telephone(entry.getKey(), List.copyOf(entry.getValue())));
            }
        }
        return found;
    }
}
