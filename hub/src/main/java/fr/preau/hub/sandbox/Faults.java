package fr.preau.hub.sandbox;

import fr.preau.channels.problem.Problem;
import fr.preau.channels.reach.Route;
import fr.preau.hub.edge.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The faults that are switched on: for a route's next messages, or for one address. Safe for all event loops. */
final class Faults {
    /** So many messages that it means: until it is switched off. */
    static final int ALWAYS = Integer.MAX_VALUE;

    private static final int MOST = 200;

    private record Place(Route route, String address) {}

    /**
     * A fault that is switched on.
     *
     * @param left how many messages will still suffer it
     * @param address the only one that does; empty for all of the route
     */
    record Armed(Route route, Fault fault, int left, String address) {}

    private final Map<Place, Armed> armed = new LinkedHashMap<>();
    private long version;

    /** The next {@code times} messages of this route, or to this address on it, suffer this; 0 and {@link Fault#NONE} end it. */
    synchronized void arm(Route route, Fault fault, int times, String address) {
        var place = new Place(route, address);
        if (times == 0 || fault == Fault.NONE) {
            armed.remove(place);
        } else {
            if (armed.size() >= MOST && !armed.containsKey(place)) {
                throw new Refused(Problem.TOO_LARGE);
            }
            armed.put(place, new Armed(route, fault, times, address));
        }
        version++;
    }

    /** What the next message to this address suffers. */
    synchronized Fault next(Route route, String address) {
        var own = take(new Place(route, address));
        var fault = own == Fault.NONE ? take(new Place(route, "")) : own;
        return fault == Fault.NONE && route == Route.SMS ? Fault.of(address) : fault;
    }

    private Fault take(Place place) {
        var found = armed.get(place);
        if (found == null) {
            return Fault.NONE;
        }
        if (found.left() == 1) {
            armed.remove(place);
            version++;
        } else if (found.left() != ALWAYS) {
            armed.put(place, new Armed(found.route(), found.fault(), found.left() - 1, found.address()));
            version++;
        }
        return found.fault();
    }

    synchronized List<Armed> armed() {
        return new ArrayList<>(armed.values());
    }

    /** Grows with every change. */
    synchronized long version() {
        return version;
    }
}
