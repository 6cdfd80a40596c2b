package fr.preau.bridge.push.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The addresses of push services, looked up beside the event loop. The address that was looked at is the one connected to,
 * so that a name cannot mean one thing when it is checked and another when it is called.
 */
final class HostAddresses {
    /** As long as connections like to live; a name's answer changes more often than its servers do. */
    private static final long KEPT_MILLIS = 300_000;

    private static final int MOST = 1_000;

    /** Tells the addresses of a name; blocks. */
    interface Lookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** A name that leads into the house, or that nobody has. */
    static final class NotOutside extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotOutside() {
            super("a push service's name leads to an internal address", null, false, false);
        }
    }

    private final Vertx vertx;
    private final Lookup lookup;
    private final Map<String, Future<InetAddress>> known = new ConcurrentHashMap<>();

    HostAddresses(Vertx vertx, Lookup lookup) {
        this.vertx = vertx;
        this.lookup = lookup;
    }

    /** An outside address of the name; fails with {@link NotOutside} if any of its addresses is internal. */
    Future<InetAddress> of(String host) {
        if (known.size() >= MOST) {
            known.clear();
        }
        var found = known.get(host);
        return found == null ? look(host) : found;
    }

    private Future<InetAddress> look(String host) {
        var looked = vertx.executeBlocking(() -> outside(lookup.of(host)), false);
        known.put(host, looked);
        looked.onSuccess(found -> vertx.setTimer(KEPT_MILLIS, old -> known.remove(host, looked)))
                .onFailure(lost -> known.remove(host, looked));
        return looked;
    }

    private static InetAddress outside(InetAddress[] addresses) {
        if (Arrays.stream(addresses).anyMatch(PushServices::inside)) {
            throw new NotOutside();
        }
        return addresses[0];
    }
}
