package fr.preau.channels.reach;

import fr.preau.channels.pause.PausePolicy;
import fr.preau.channels.pause.Place;
import fr.preau.channels.pause.QuietHours;
import fr.preau.config.Limits;
import fr.preau.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who gets a text message for a post, and when: one message a telephone, however many people or children are behind it.
 *
 * @param hours the pause; none lets all leave at once
 * @param zone whose clock counts
 * @param longest how long a message may wait for a provider before it misleads more than it tells
 */
public record SmsPlan(Optional<QuietHours> hours, ZoneId zone, Duration longest) {
    /** What a message gets on top when its time ran out in the pause, when nothing could leave. */
    private static final Duration MORNING = Duration.ofHours(2);

    /** As the settings have it. */
    public static SmsPlan of(Settings.Pause pause, Limits limits) {
        var hours = new QuietHours(
                pause.evening(), pause.morning(), pause.weekend(), Duration.ofMinutes(limits.pauseSpreadMinutes()));
        return new SmsPlan(
                pause.enabled() ? Optional.of(hours) : Optional.empty(),
                pause.zone(),
                Duration.ofHours(limits.maxSmsAgeHours()));
    }

    /** Somebody to reach who has no app. */
    public record Candidate(UUID person, String telephone, String language) {}

    /**
     * One message.
     *
     * @param people those who read this telephone, in the order of their ids; never empty
     * @param language theirs if it is the same, else French
     * @param due when it may leave
     * @param deadline when it is too late
     */
    public record Notice(String telephone, List<UUID> people, String language, Instant due, Instant deadline) {
        public Notice {
            people = people.stream().distinct().sorted().toList();
        }

        /** The one who stands for all. */
        public UUID recipient() {
            return people.getFirst();
        }
    }

    /** The messages for {@code candidates}; the same candidates in any order give the same messages. */
    public List<Notice> notices(List<Candidate> candidates, Instant now) {
        Map<String, List<Candidate>> byTelephone = new LinkedHashMap<>();
        candidates.forEach(candidate -> byTelephone
                .computeIfAbsent(candidate.telephone(), any -> new ArrayList<>(2))
                .add(candidate));
        return byTelephone.entrySet().stream()
                .map(shared -> notice(shared.getKey(), shared.getValue(), now))
                .toList();
    }

    private Notice notice(String telephone, List<Candidate> readers, Instant now) {
        var due = leavesAt(now, telephone);
        var people = readers.stream().map(Candidate::person).toList();
        return new Notice(telephone, people, language(readers), due, deadline(due, telephone));
    }

    private static String language(List<Candidate> readers) {
        var languages = readers.stream().map(Candidate::language).distinct().toList();
        return languages.size() == 1 ? languages.getFirst() : "fr";
    }

    /** When a message to this telephone may leave that is ready at {@code now}. */
    public Instant leavesAt(Instant now, String telephone) {
        return policy().leavesAt(now, Place.of(zone), telephone.hashCode());
    }

    /** Whether the pause holds messages back at {@code now}. */
    public boolean restsAt(Instant now) {
        return policy().restsAt(now, Place.of(zone));
    }

    private PausePolicy policy() {
        return hours.map(pause -> new PausePolicy(true, pause, false, false)).orElse(PausePolicy.NONE);
    }

    private Instant deadline(Instant due, String telephone) {
        var late = due.plus(longest);
        return restsAt(late) ? leavesAt(late, telephone).plus(MORNING) : late;
    }
}
