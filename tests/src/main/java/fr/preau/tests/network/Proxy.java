package fr.preau.tests.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on 127.0.0.1 that delays, cuts, half-opens and throttles, each connection by itself or all of them,
 * switched while they run. Two virtual threads a connection.
 */
public final class Proxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket server;
    private final int port;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Weather weather = Weather.FAIR;

    private Proxy(ServerSocket server, int port) {
        this.server = server;
        this.port = port;
        Thread.ofVirtual().name("proxy to " + port).start(this::accept);
    }

    /** A proxy in front of this port. */
    public static Proxy to(int port) {
        try {
            return new Proxy(new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress()), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect to. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** The network is so from now on, for the connections that there are and for new ones. */
    public void weather(Weather now) {
        weather = now;
        links.forEach(link -> link.weather(now));
    }

    /** The connections that are open now. */
    public List<Link> links() {
        return List.copyOf(links);
    }

    /** Cuts all connections; new ones may come at once. */
    public void cut(Cut how) {
        links.forEach(link -> link.cut(how));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cut(Cut.RST);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (SocketException e) {
                return; // closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void connect(Socket client) {
        Socket hub = new Socket();
        try {
            // The network's own buffers are small, or megabytes would wait in them and nobody were slow.
            hub.setReceiveBufferSize(Link.PIECE);
            client.setSendBufferSize(Link.PIECE);
            hub.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            hub.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            Link link = new Link(client, hub, links::remove);
            links.add(link);
            link.weather(weather);
            link.start();
        } catch (IOException e) {
            Link.cut(client, Cut.RST); // nobody listens there: the client hears it as it would without a proxy
            Link.cut(hub, Cut.RST);
        }
    }
}
