package fr.preau.hub.conversation;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids that sort by time (UUID version 7, RFC 9562), so that new rows stay together in the indexes. */
final class TimeOrderedId {
    private TimeOrderedId() {}

    static UUID next(Instant now, RandomGenerator random) {
        long high = now.toEpochMilli() << 16 | 0x7000L | random.nextLong() & 0x0fffL;
        long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
