package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.edge.Failures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reader of one channel, confined to its event loop. Until its cursor meets the channel's last event on this loop
 * it catches up: from the node's tail, else from the database, no faster than the network takes it.
 */
final class Subscription {
    static final int NOT_LISTENING = -1;

    /** What happens when a reader has caught up, or cannot. */
    interface End {
        void reached(long seq);

        void failed(Refusal why);

        /** What was missed is not in the database any more; all is reached without it. */
        void expired(long seq);
    }

    private final Connection connection;
    private final Line line;
    private final LoopChannel channel;
    private final @Nullable End end;
    private boolean seesAll;
    private int place = NOT_LISTENING;
    private long next;
    private boolean waiting;
    private boolean over;
    private @Nullable List<Encoded> page;

    /**
     * @param after the cursor to catch up from
     * @param held true where it waits for {@link #go}
     */
    Subscription(
            Connection connection, LoopChannel channel, boolean seesAll, long after, boolean held, @Nullable End end) {
        this.connection = connection;
        this.line = connection.line();
        this.channel = channel;
        this.seesAll = seesAll;
        this.next = after + 1;
        this.waiting = held;
        this.end = end;
    }

    ChannelId id() {
        return channel.id();
    }

    LoopChannel channel() {
        return channel;
    }

    Line line() {
        return line;
    }

    int place() {
        return place;
    }

    void place(int index) {
        place = index;
    }

    void seesAll(boolean all) {
        seesAll = all;
    }

    boolean sees(Encoded event) {
        return event.visibleTo(connection.account(), connection.behind(), seesAll);
    }

    /** Ends a wait: for its turn, for the network, or for the database. */
    void go() {
        waiting = false;
        advance();
    }

    /** Nothing more is written for it. */
    void over() {
        over = true;
        page = null;
    }

    /** Goes on catching up as far as it can now. */
    void advance() {
        while (!over && !waiting && channel.settled()) {
            if (next == channel.last() + 1) {
                listen();
                return;
            }
            if (next > channel.last()) {
                return; // committed, but its wake-up has not come; the channel fetches it if it never does
            }
            if (line.backlogged()) {
                waiting = true;
                line.whenDrained(this::go);
                return;
            }
            List<Encoded> run = run();
            if (run.isEmpty()) {
                read();
                return;
            }
            write(run);
        }
    }

    private void listen() {
        over = false;
        page = null;
        channel.listen(this);
        line.reached(id(), channel.last());
        if (end != null) {
            end.reached(channel.last());
        }
    }

    private void write(List<Encoded> run) {
        List<Encoded> seen = new ArrayList<>(run.size());
        for (Encoded event : run) {
            if (sees(event)) {
                seen.add(event);
            }
        }
        next = run.getLast().seq() + 1;
        if (!seen.isEmpty()) {
            Burst burst = Burst.of(connection.loop().allocator(), seen);
            line.events(id(), burst);
            burst.release();
            connection.loop().streams().meters().sent(seen.size());
        }
    }

    /** The next events, as many as leave together; none when the database must be asked. */
    private List<Encoded> run() {
        List<Encoded> read = page;
        if (read != null) {
            List<Encoded> run = pageRun(read);
            if (!run.isEmpty()) {
                return run;
            }
            page = null;
        }
        return channel.live().run(next, channel.last(), Burst.MAX_BYTES);
    }

    private List<Encoded> pageRun(List<Encoded> read) {
        List<Encoded> run = new ArrayList<>();
        int bytes = 0;
        for (Encoded event : read) {
            if (event.seq() > channel.last() || bytes >= Burst.MAX_BYTES) {
                break;
            }
            if (event.seq() >= next) {
                run.add(event);
                bytes += event.size();
            }
        }
        return run;
    }

    private void read() {
        waiting = true;
        long after = next - 1;
        connection.loop().onLoop(channel.live().page(after), (read, failure) -> {
            if (over) {
                return;
            }
            if (failure != null) {
                failed(failure);
                return;
            }
            if (read.events().isEmpty() || read.events().getFirst().seq() > next) {
                next = channel.last() + 1;
                if (end != null) {
                    end.expired(channel.last());
                }
            } else {
                page = read.events();
                readAhead(read);
            }
            go();
        });
    }

    /** Has the database read the next page while this one is being written; asked for then, it is there. */
    private void readAhead(Pages.Page read) {
        int whole = connection.loop().streams().limits().catchUpPage();
        long left = read.lastSeq() - read.events().getLast().seq();
        if (read.events().size() == whole && left >= whole) { // only whole pages are kept until they are asked for
            channel.live().page(read.events().getLast().seq());
        }
    }

    void failed(Throwable why) {
        if (!over) {
            connection.drop(this);
            if (end != null) {
                end.failed(Failures.refusal(why, 500, "stream"));
            }
        }
    }
}
