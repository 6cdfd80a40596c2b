package fr.preau.tests.faults;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Where clients knock; asked anew for each connection. */
@FunctionalInterface
interface Doors {
    URI next();

    /** These in turn: nodes of one hub, or proxies in front of them. */
    static Doors of(URI... doors) {
        List<URI> all = List.of(doors);
        AtomicInteger turn = new AtomicInteger();
        return () -> all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
    }
}
