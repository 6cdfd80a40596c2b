package fr.preau.hub.stream;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Those who listen to one channel on one event loop, each at a place of its own. While they are held nobody comes and
 * nobody moves: who leaves then leaves a hole. Confined to the loop.
 */
final class Readers {
    private @Nullable Subscription[] all = new Subscription[2];
    private int end;
    private int holes;
    private boolean held;

    boolean empty() {
        return end == holes;
    }

    /** Places are below this one. */
    int end() {
        return end;
    }

    /** Who has the place; nobody where one has just left. */
    @Nullable
    Subscription at(int place) {
        return all[place];
    }

    /** Only while they are not held. */
    void add(Subscription reader) {
        if (end == all.length) {
            all = Arrays.copyOf(all, end + (end >> 1) + 1);
        }
        all[end] = reader;
        reader.place(end++);
    }

    void remove(Subscription reader) {
        int place = reader.place();
        reader.place(Subscription.NOT_LISTENING);
        if (held) {
            all[place] = null;
            holes++;
        } else {
            Subscription moved = all[--end];
            all[end] = null;
            if (moved != null && moved != reader) {
                all[place] = moved;
                moved.place(place);
            }
        }
    }

    boolean held() {
        return held;
    }

    void hold() {
        held = true;
    }

    /** Closes the holes. */
    void release() {
        held = false;
        if (holes > 0) {
            int kept = 0;
            for (int place = 0; place < end; place++) {
                Subscription reader = all[place];
                if (reader != null) {
                    all[kept] = reader;
                    reader.place(kept++);
                }
            }
            Arrays.fill(all, kept, end, null);
            end = kept;
            holes = 0;
        }
    }
}
