package fr.preau.hub.stream;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The memory that a node gives to encoded events, over all channels: what was not used for longest gives way. Thread-safe.
 * Locks are taken in one order: a channel's, then this one, then a part's; a part calls nobody while it holds its own.
 */
final class Kept {
    /** Events that are kept as long as there is room. */
    interface Part {
        int bytes();

        /** Forgets all its events; called by {@link Kept} only. */
        void giveWay();
    }

    private final long limit;
    private final LinkedHashMap<Part, Integer> parts = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    Kept(long limitBytes) {
        this.limit = limitBytes;
    }

    /** The part was read or has changed. */
    synchronized void used(Part part) {
        int now = part.bytes();
        Integer before = now == 0 ? parts.remove(part) : parts.put(part, now);
        bytes += now - (before == null ? 0 : before);
        Iterator<Map.Entry<Part, Integer>> eldest = parts.entrySet().iterator();
        while (bytes > limit && eldest.hasNext()) {
            Map.Entry<Part, Integer> entry = eldest.next();
            bytes -= entry.getValue();
            eldest.remove();
            entry.getKey().giveWay();
        }
    }

    synchronized long bytes() {
        return bytes;
    }
}
