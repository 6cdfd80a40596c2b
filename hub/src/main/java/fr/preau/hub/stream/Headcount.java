package fr.preau.hub.stream;

import fr.preau.channels.people.PersonId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many streams each person has open on this node. Thread-safe. */
final class Headcount {
    private final int limit;
    private final Map<PersonId, Integer> open = new ConcurrentHashMap<>();

    Headcount(int limit) {
        this.limit = limit;
    }

    /** Counts one more; false, and counts nothing, when that would be too many. */
    boolean enter(PersonId person) {
        boolean[] entered = new boolean[1];
        open.compute(person, (key, before) -> {
            int now = before == null ? 0 : before;
            entered[0] = now < limit;
            return entered[0] ? Integer.valueOf(now + 1) : before;
        });
        return entered[0];
    }

    void leave(PersonId person) {
        open.computeIfPresent(person, (key, before) -> before == 1 ? null : before - 1);
    }
}
