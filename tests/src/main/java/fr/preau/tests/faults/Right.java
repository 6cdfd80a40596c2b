package fr.preau.tests.faults;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a reader may see, written down here a second time, by hand.
 *
 * @param whole channels of which it sees everything
 * @param parts channels of which it sees what is for one of these audiences
 */
record Right(Set<UUID> whole, Map<UUID, Set<UUID>> parts) {
    static final Right NONE = new Right(Set.of(), Map.of());

    Right {
        whole = Set.copyOf(whole);
        parts = Map.copyOf(parts);
    }

    boolean to(UUID channel) {
        return whole.contains(channel) || parts.containsKey(channel);
    }

    boolean to(Stored post) {
        return whole.contains(post.channel())
                || parts.getOrDefault(post.channel(), Set.of()).stream().anyMatch(post.audiences()::contains);
    }
}
