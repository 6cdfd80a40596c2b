package fr.preau.channels.roll;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who each row was in the last import. A row that says just what it said then is whom it was then, however many namesakes
 * there are: that makes an import that is repeated change nothing.
 */
final class FormerRows {
    private final Map<String, Deque<UUID>> owners = new HashMap<>();

    /** @param rows fingerprints of the rows that were taken as each person */
    FormerRows(Map<UUID, List<String>> rows, Collection<? extends Known<?>> known) {
        for (Known<?> each : known) {
            if (!each.left()) {
                rows.getOrDefault(each.person(), List.of())
                        .forEach(row -> owners.computeIfAbsent(row, none -> new ArrayDeque<>())
                                .add(each.person()));
            }
        }
    }

    /** The person whom this row was; of two rows that say the same each gets a person of its own. */
    Optional<UUID> claim(String fingerprint) {
        Deque<UUID> people = owners.get(fingerprint);
        return people == null ? Optional.empty() : Optional.ofNullable(people.poll());
    }
}
