package fr.preau.tests.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the clients wrote, and what of it was acknowledged. Thread-safe. */
final class Ledger {
    /**
     * One post as its writer knows it.
     *
     * @param seq the sequence number that the acknowledgment gave; null: never acknowledged
     */
    record Entry(
            String writer,
            UUID channel,
            String key,
            @Nullable Long seq) {}

    private final Map<String, Entry> byKey = new LinkedHashMap<>();
    private final List<String> breaches = new ArrayList<>();

    /** About to be sent. */
    synchronized void tried(String writer, UUID channel, String key) {
        byKey.putIfAbsent(key, new Entry(writer, channel, key, null));
    }

    /** Acknowledged under this number; a second acknowledgment must say the same. */
    synchronized void acknowledged(String key, long seq) {
        Entry entry = byKey.get(key);
        if (entry == null) {
            breaches.add("acknowledged but never sent: " + key);
        } else if (entry.seq() != null && entry.seq() != seq) {
            breaches.add(key + " was acknowledged as " + entry.seq() + " and as " + seq);
        } else {
            byKey.put(key, new Entry(entry.writer(), entry.channel(), key, seq));
        }
    }

    /** Refused although it had every right. */
    synchronized void refused(String key, String problem) {
        breaches.add(key + " was refused: " + problem);
    }

    /** What was sent by this writer and never acknowledged, oldest first. */
    synchronized List<Entry> open(String writer) {
        return byKey.values().stream()
                .filter(entry -> entry.seq() == null && entry.writer().equals(writer))
                .toList();
    }

    /** Everything, in the order in which it was first sent. */
    synchronized List<Entry> entries() {
        return List.copyOf(byKey.values());
    }

    /** What was wrong with the answers themselves. */
    synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }

    synchronized long acknowledgedCount() {
        return byKey.values().stream().filter(entry -> entry.seq() != null).count();
    }
}
