package fr.preau.tests.bench;

import java.io.IOException;

/** A server that can send one message to all of its sockets. */
interface Contender extends AutoCloseable {
    String name();

    int port();

    /** Where its sockets are opened. */
    String path();

    /** A file with a first message for each socket, or {@code -}. */
    default String firstMessages() {
        return "-";
    }

    /** The process whose time and memory count. */
    long pid();

    /** Sends one message; returns when it is under way. */
    void broadcast() throws IOException;

    /** Lets go of what is garbage, where the server can be told to. */
    default void collect() throws IOException {}

    @Override
    void close();
}
