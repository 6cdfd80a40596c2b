package fr.preau.hub.ground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port that nobody listens on. Another program may take it before it is used; then the start fails and says so. */
public final class FreePort {
    private FreePort() {}

    /** The port that is wished for, or another one where somebody listens on it. */
    public static int orAnother(int wished) {
        try (ServerSocket socket = new ServerSocket(wished, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return find();
        }
    }

    /** A free port of 127.0.0.1. */
    public static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartFailure("There is no free port on 127.0.0.1: " + e.getMessage(), e);
        }
    }
}
