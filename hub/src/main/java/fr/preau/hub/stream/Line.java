package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.problem.Problem;

/**
 * The way to one client. Confined to its event loop. What is written is sent or queued; when more is queued than
 * {@code limits.slowReaderBytes} the line cuts itself and tells its connection.
 */
sealed interface Line permits SocketLine, EventsLine {
    /** Events of one channel, the same bytes for many readers. */
    void events(ChannelId channel, Burst burst);

    /** One frame, JSON in UTF-8, for this reader alone. */
    void frame(byte[] json);

    /** The reader has all of a channel up to here. */
    void reached(ChannelId channel, long seq);

    /** The reader no longer follows a channel. */
    void dropped(ChannelId channel);

    /** Whether something still waits for the network. */
    boolean backlogged();

    /** Runs this once nothing waits any more; never, if the line ends before. */
    void whenDrained(Runnable next);

    void ping();

    /** Stops or lets go on what comes in, on a line by which something does. */
    default void listen(boolean on) {}

    /** Sends what is queued, then says why and closes. Nothing can be written afterwards. */
    void close(int code, String reason);

    /** Whether the client answers pings and the close, as on a WebSocket. */
    boolean awaitsGoodbye();

    /** Ends the connection at once. */
    void terminate();

    default void close(Problem problem) {
        close(problem.closeCode(), problem.code());
    }
}
