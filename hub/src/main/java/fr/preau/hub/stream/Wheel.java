package fr.preau.hub.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * When each connection of a loop is to be looked at next: one timer a loop that turns once a second, instead of one a
 * connection. Confined to the loop. Each connection knows its own next look, so that to look earlier one enters it a
 * second time and the first entry is passed over.
 */
final class Wheel {
    private final List<List<Connection>> slots = new ArrayList<>();
    private int now;

    /** @param longest seconds ahead that a look may lie */
    Wheel(int longest) {
        for (int i = 0; i <= longest; i++) {
            slots.add(new ArrayList<>(0));
        }
    }

    /** Seconds since the loop began. */
    int now() {
        return now;
    }

    /** Looks at the connection at this second, or as near to it as the wheel goes. */
    void enter(Connection connection, int second) {
        int at = Math.clamp(second, now + 1, now + slots.size() - 1);
        connection.nextLook(at);
        slots.get(at % slots.size()).add(connection);
    }

    /** One second on: those whose turn it is. */
    void turn(Consumer<Connection> look) {
        now++;
        int slot = now % slots.size();
        List<Connection> due = slots.get(slot);
        slots.set(slot, new ArrayList<>(0));
        for (Connection connection : due) {
            if (connection.nextLook() == now) {
                look.accept(connection);
            }
        }
    }

    /** Every connection, some of them more than once. */
    List<Connection> all() {
        return slots.stream().flatMap(List::stream).toList();
    }
}
