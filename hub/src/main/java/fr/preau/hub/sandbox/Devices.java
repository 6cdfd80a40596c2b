package fr.preau.hub.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Imaginary devices that are woken up, and what each was told. The last ones only: 20 notices a device, 2,000 devices; the
 * device that was silent longest makes room. Safe for all event loops.
 */
final class Devices {
    static final int MOST = 2_000;
    private static final int NOTICES = 20;

    /**
     * What a device was told.
     *
     * @param topic a later notice of the same topic takes its place
     * @param ttl for how many seconds a device that was off could have had it
     */
    record Notice(String id, Instant at, UUID post, String category, String topic, String urgency, int ttl) {}

    /** A device, its newest notice first. */
    record Device(String id, UUID account, List<Notice> notices) {}

    private record Kept(UUID account, ReceivingKey key, Deque<Notice> notices) {}

    private final LinkedHashMap<String, Kept> byId = new LinkedHashMap<>(16, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST;
        }
    };
    private long version;

    synchronized void add(String id, UUID account, ReceivingKey key) {
        byId.put(id, new Kept(account, key, new ArrayDeque<>(2)));
        version++;
    }

    synchronized Optional<ReceivingKey> key(String id) {
        return Optional.ofNullable(byId.get(id)).map(Kept::key);
    }

    synchronized void got(String id, Notice notice) {
        var device = byId.remove(id);
        if (device == null) {
            return;
        }
        device.notices()
                .removeIf(
                        earlier -> !notice.topic().isEmpty() && earlier.topic().equals(notice.topic()));
        device.notices().addFirst(notice);
        if (device.notices().size() > NOTICES) {
            device.notices().removeLast();
        }
        byId.put(id, device);
        version++;
    }

    /** The device is thrown away: its push service will say that it is gone. */
    synchronized boolean remove(String id) {
        version++;
        return byId.remove(id) != null;
    }

    /** Grows with every change. */
    synchronized long version() {
        return version;
    }

    synchronized int count() {
        return byId.size();
    }

    /** All devices, those that were told something last first. */
    synchronized List<Device> latest() {
        var found = new ArrayList<Device>(byId.size());
        byId.sequencedEntrySet()
                .reversed()
                .forEach(entry -> found.add(new Device(
                        entry.getKey(),
                        entry.getValue().account(),
                        List.copyOf(entry.getValue().notices()))));
        return found;
    }
}
