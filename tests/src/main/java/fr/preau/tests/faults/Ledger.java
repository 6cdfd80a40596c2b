package fr.preau.tests.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the authors wrote, and what of it was acknowledged. Thread-safe. */
final class Ledger {
    /**
     * One post as its writer knows it.
     *
     * @param audience the part of the channel that it is for; null: all of it
     * @param triedAt when it was first sent, by {@link System#nanoTime}
     * @param seq the sequence number that the acknowledgment gave; null: never acknowledged
     */
    record Entry(
            String writer,
            UUID channel,
            @Nullable UUID audience,
            String key,
            long triedAt,
            @Nullable Long seq) {}

    private final Map<String, Entry> byKey = new LinkedHashMap<>();
    private final Map<String, Map<String, Entry>> open = new LinkedHashMap<>();
    private final List<String> breaches = new ArrayList<>();
    private long acknowledged;
    private long hadBeenThere;

    /** About to be sent. */
    synchronized Entry tried(String writer, UUID channel, @Nullable UUID audience, String key) {
        Entry entry = new Entry(writer, channel, audience, key, System.nanoTime(), null);
        byKey.put(key, entry);
        open.computeIfAbsent(writer, w -> new LinkedHashMap<>()).put(key, entry);
        return entry;
    }

    /** Acknowledged under this number; a second acknowledgment must say the same. */
    synchronized void acknowledged(String key, long seq) {
        Entry entry = byKey.get(key);
        if (entry == null) {
            breaches.add("acknowledged but never sent: " + key);
        } else if (entry.seq() == null) {
            byKey.put(key, new Entry(entry.writer(), entry.channel(), entry.audience(), key, entry.triedAt(), seq));
            acknowledged++;
            closed(entry);
        } else if (entry.seq() != seq) {
            breaches.add(key + " was acknowledged as " + entry.seq() + " and as " + seq);
        }
    }

    /** The answer said that the key had made this post before: it was committed, and its first answer lost. */
    synchronized void hadBeenThere() {
        hadBeenThere++;
    }

    /** How many posts were committed though their first answer was lost. */
    synchronized long hadBeenThereCount() {
        return hadBeenThere;
    }

    /** Refused although it had every right. It is not sent again. */
    synchronized void refused(String key, String problem) {
        breaches.add(key + " was refused: " + problem);
        Entry entry = byKey.get(key);
        if (entry != null) {
            closed(entry);
        }
    }

    private void closed(Entry entry) {
        Map<String, Entry> own = open.get(entry.writer());
        if (own != null) {
            own.remove(entry.key());
        }
    }

    /** What was sent by this writer and never answered, oldest first. */
    synchronized List<Entry> open(String writer) {
        return List.copyOf(open.getOrDefault(writer, Map.of()).values());
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
        return acknowledged;
    }
}
