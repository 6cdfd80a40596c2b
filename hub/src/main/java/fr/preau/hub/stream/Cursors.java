package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader has each channel, as text: {@code channel:seq} pairs with commas between. It stands in the address
 * ({@code cursors}), in the id of each event, and in Last-Event-ID, whose pairs win over those in the address. An id
 * holds only what differs from the address, as a client that comes back sends both.
 */
final class Cursors {
    private final Map<UUID, Long> address;
    private final Map<UUID, Long> moved;

    private Cursors(Map<UUID, Long> address, Map<UUID, Long> moved) {
        this.address = address;
        this.moved = moved;
    }

    /**
     * @param address the parameter of the address, or none
     * @param lastEventId the header, or none
     */
    static Cursors of(@Nullable String address, @Nullable String lastEventId) {
        return new Cursors(parse("cursors", address), parse("Last-Event-ID", lastEventId));
    }

    private static Map<UUID, Long> parse(String name, @Nullable String text) {
        Map<UUID, Long> cursors = new LinkedHashMap<>();
        if (text != null && !text.isBlank()) {
            for (String pair : text.split(",", -1)) {
                int colon = pair.indexOf(':');
                if (colon < 0) {
                    throw Refused.field(name);
                }
                UUID channel = Fields.uuid(name, pair.substring(0, colon).strip());
                long seq = Fields.number(name, pair.substring(colon + 1).strip(), 0, 0, Long.MAX_VALUE);
                if (cursors.put(channel, seq) != null) {
                    throw Refused.field(name);
                }
            }
        }
        return cursors;
    }

    /** From where to catch up, in the order in which the client named the channels. */
    LinkedHashMap<UUID, Long> all() {
        LinkedHashMap<UUID, Long> all = new LinkedHashMap<>(address);
        all.putAll(moved);
        return all;
    }

    void reached(ChannelId channel, long seq) {
        Long before = address.get(channel.value());
        if (before == null || before != seq) {
            moved.put(channel.value(), seq);
        }
    }

    void dropped(ChannelId channel) {
        moved.remove(channel.value());
    }

    /** The pairs that differ from the address. */
    String text() {
        StringBuilder text = new StringBuilder(moved.size() * 42);
        moved.forEach((channel, seq) -> text.append(text.isEmpty() ? "" : ",")
                .append(channel)
                .append(':')
                .append(seq.longValue()));
        return text.toString();
    }
}
