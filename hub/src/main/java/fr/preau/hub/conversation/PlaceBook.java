package fr.preau.hub.conversation;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.Place;
import fr.preau.channels.people.AccountId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How those who write stood to their channels a moment ago. Only a guess: the statement that writes a post compares the
 * place that it was decided on with the place as it is, so a wrong guess costs a second try, never a right. Confined to
 * the round of its shard.
 */
final class PlaceBook {
    /** Who stands where. */
    record Asked(ChannelId channel, AccountId account) {}

    /**
     * A place, and how old it may be.
     *
     * @param since the oldest transaction that was still running when it was read: what changed rights before is in it
     */
    record Known(Place place, long since) {}

    private record Note(Known known, long until) {}

    private static final int PLACES_MAX = 10_000;

    private final long life;
    private final LinkedHashMap<Asked, Note> entries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Note> eldest) {
            return size() > PLACES_MAX;
        }
    };

    /** @param seconds how long a place is remembered */
    PlaceBook(int seconds) {
        this.life = TimeUnit.SECONDS.toNanos(seconds);
    }

    @Nullable
    Known get(Asked asked) {
        Note entry = entries.get(asked);
        return entry == null || System.nanoTime() - entry.until() > 0 ? null : entry.known();
    }

    void note(Asked asked, Known known) {
        entries.put(asked, new Note(known, System.nanoTime() + life));
    }

    void forget(Asked asked) {
        entries.remove(asked);
    }
}
