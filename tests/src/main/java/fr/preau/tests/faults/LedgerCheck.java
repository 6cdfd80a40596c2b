package fr.preau.tests.faults;

import fr.preau.tests.faults.Ledger.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Holds what is in the channels against what was acknowledged. Pure, so that it can be shown that it finds what it is
 * for: a lost, a doubled, a reordered post, a gap.
 */
final class LedgerCheck {
    private LedgerCheck() {}

    /**
     * @param entries in the order in which each writer sent them, one after the other
     * @param stored the posts of the channels, each channel in its order
     */
    static void check(List<Entry> entries, List<Stored> stored, Findings findings) {
        Map<String, List<Stored>> byKey = stored.stream().collect(Collectors.groupingBy(Stored::key));
        for (Entry entry : entries) {
            one(entry, byKey.getOrDefault(entry.key(), List.of()), findings);
        }
        writersOrder(entries, findings);
        sequences(stored, findings);
        Map<String, Entry> known = entries.stream().collect(Collectors.toMap(Entry::key, e -> e));
        stored.stream()
                .filter(post -> !known.containsKey(post.key()))
                .forEach(post -> findings.foreign().add(post.key() + " was written by nobody"));
    }

    private static void one(Entry entry, List<Stored> found, Findings findings) {
        if (found.size() > 1) {
            findings.doubled().add(entry.key());
        }
        if (entry.seq() == null) {
            return;
        }
        if (found.isEmpty()) {
            findings.lost().add(entry.key());
        } else if (found.getFirst().seq() != entry.seq()
                || !found.getFirst().channel().equals(entry.channel())) {
            findings.reordered()
                    .add(entry.key() + " acknowledged as " + entry.seq() + ", found as "
                            + found.getFirst().seq());
        }
    }

    /** Each writer waited for one acknowledgment before the next post, so the numbers of a channel must grow. */
    private static void writersOrder(List<Entry> entries, Findings findings) {
        Map<String, Long> last = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.seq() != null) {
                Long before = last.put(entry.writer() + entry.channel(), entry.seq());
                if (before != null && before >= entry.seq()) {
                    findings.reordered()
                            .add(entry.key() + " is " + entry.seq() + ", after " + before + " by the same writer");
                }
            }
        }
    }

    private static void sequences(List<Stored> stored, Findings findings) {
        Map<UUID, Long> last = new HashMap<>();
        for (Stored post : stored) {
            Long before = last.put(post.channel(), post.seq());
            long expected = Objects.requireNonNullElse(before, 0L) + 1;
            if (post.seq() != expected) {
                findings.gaps().add(post.channel() + ": " + expected + " expected, " + post.seq() + " found");
            }
        }
    }
}
