package fr.preau.tests.faults;

import fr.preau.tests.faults.Ledger.Entry;
import fr.preau.tests.faults.ReaderLog.Heard;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Holds what each reader was told against what is in the channels and what the reader may see. All agree with the one
 * order of the channel, so they agree with each other. Pure, as {@link LedgerCheck}.
 */
final class ReaderCheck {
    /** A lost right shows on open streams within this time. */
    static final Duration PROMISED = Duration.ofSeconds(5);

    private final Map<String, Entry> entries;
    private final Map<UUID, Map<Long, Stored>> stored;
    private final Findings findings;

    /**
     * @param entries what was written
     * @param stored what is in the channels
     */
    ReaderCheck(List<Entry> entries, List<Stored> stored, Findings findings) {
        this.entries = entries.stream().collect(Collectors.toMap(Entry::key, entry -> entry));
        this.stored = stored.stream()
                .collect(Collectors.groupingBy(
                        Stored::channel, Collectors.toMap(Stored::seq, post -> post, (a, b) -> a)));
        this.findings = findings;
    }

    /** A reader who began at the beginning of its channels and, unless its rights were gone, has caught up with their end. */
    void check(ReaderLog log) {
        Map<UUID, Set<Long>> seen = new HashMap<>();
        Map<UUID, Long> last = new HashMap<>();
        for (Heard heard : log.all()) {
            order(log, heard, seen, last);
            content(log, heard);
        }
        stored.forEach((channel, posts) -> missing(log, posts, seen.getOrDefault(channel, Set.of())));
    }

    private void order(ReaderLog log, Heard heard, Map<UUID, Set<Long>> seen, Map<UUID, Long> last) {
        if (!seen.computeIfAbsent(heard.channel(), id -> new HashSet<>()).add(heard.seq())) {
            findings.doubled().add(told(log, heard) + " twice");
        } else {
            long before = last.getOrDefault(heard.channel(), 0L);
            if (heard.seq() < before) {
                findings.reordered().add(told(log, heard) + " after " + before);
            }
            last.merge(heard.channel(), heard.seq(), Math::max);
        }
    }

    private void content(ReaderLog log, Heard heard) {
        Stored post = stored.getOrDefault(heard.channel(), Map.of()).get(heard.seq());
        if (post == null || !post.key().equals(heard.key())) {
            findings.foreign().add(told(log, heard) + ", which is not there");
        } else if (!log.right().to(post)) {
            findings.leaked().add(told(log, heard) + " without the right to it");
        } else if (late(heard.openedAt(), log) || late(triedAt(heard), log)) {
            findings.leaked().add(told(log, heard) + " more than " + PROMISED + " after its right was gone");
        }
    }

    private static boolean late(long moment, ReaderLog log) {
        return log.goneAt() != ReaderLog.NEVER && moment - log.goneAt() > PROMISED.toNanos();
    }

    private long triedAt(Heard heard) {
        Entry entry = entries.get(heard.key());
        return entry == null ? heard.openedAt() : entry.triedAt();
    }

    /** What it may see, up to where it came: the end, or the last that it was told where its right was taken away. */
    private void missing(ReaderLog log, Map<Long, Stored> posts, Set<Long> seen) {
        long end = log.goneAt() == ReaderLog.NEVER
                ? Long.MAX_VALUE
                : seen.stream().max(Comparator.naturalOrder()).orElse(0L);
        posts.values().stream()
                .filter(post -> post.seq() <= end && log.right().to(post) && !seen.contains(post.seq()))
                .sorted(Comparator.comparingLong(Stored::seq))
                .forEach(post ->
                        findings.lost().add(log.reader() + " was never told " + post.seq() + " of " + post.channel()));
    }

    private static String told(ReaderLog log, Heard heard) {
        return log.reader() + " was told " + heard.seq() + " of " + heard.channel();
    }
}
