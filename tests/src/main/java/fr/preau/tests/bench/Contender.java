package fr.preau.tests.bench;

import java.io.IOException;
import java.util.List;

/** A server, of one process or several, that can send one message to all of its sockets. */
interface Contender extends AutoCloseable {
    /**
     * A part of it with sockets of its own.
     *
     * @param port where its sockets are opened
     * @param processes those whose time and memory count
     */
    record Node(int port, List<Long> processes) {}

    String name();

    List<Node> nodes();

    /** Where sockets are opened. */
    String path();

    /** A file with a first message for each socket of this node, from 0 on, or {@code -}. */
    default String firstMessages(int node) {
        return "-";
    }

    /** Sends so many messages, all at once; returns when they are under way. */
    void broadcast(int messages) throws IOException;

    /** Lets go of what is garbage, where the server can be told to. */
    default void collect() throws IOException {}

    @Override
    void close();
}
