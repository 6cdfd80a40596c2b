package fr.preau.hub.sandbox;

import static fr.preau.channels.reach.Route.EMAIL;
import static fr.preau.channels.reach.Route.PUSH;
import static fr.preau.channels.reach.Route.SMS;

import fr.preau.channels.reach.Route;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the sandbox can do wrong, as real providers do. Each can be switched on for a route's next messages or for one address;
 * those of text messages have a number of their own besides, in the range that ARCEP keeps free for films and examples.
 */
enum Fault {
    /** Nothing goes wrong. */
    NONE("", SMS, EMAIL, PUSH),
    /** SMS and push: 429, too many requests; e-mail: 451. Not taken. */
    BUSY("+33639989901", SMS, EMAIL, PUSH),
    /** SMS and push: 503; e-mail: 421. Not taken. */
    UNAVAILABLE("+33639989902", SMS, EMAIL, PUSH),
    /** 500, and nobody knows; not taken. */
    BROKEN("+33639989903", SMS, PUSH),
    /** Taken and delivered, but no answer ever comes. */
    SILENT("+33639989904", SMS, EMAIL, PUSH),
    /** 400, 21211: no such number. */
    UNKNOWN_NUMBER("+33639989905", SMS),
    /** 400, 21610: asked for no more messages. */
    OPTED_OUT("+33639989906", SMS),
    /** Taken, then given back: out of reach (30003). */
    UNREACHABLE("+33639989907", SMS),
    /** Taken, then given back: a landline (30006). */
    LANDLINE("+33639989908", SMS),
    /** Taken and delivered, but no report ever comes. */
    UNREPORTED("+33639989909", SMS),
    /** Taken and delivered; each report comes twice and the last one first. */
    MUDDLED("+33639989910", SMS),
    /** Taken and delivered; the reports come seconds later. */
    LATE("+33639989911", SMS),
    /** 550: no such mailbox. */
    NO_MAILBOX("", EMAIL),
    /** 452: the mailbox has no room. */
    MAILBOX_FULL("", EMAIL),
    /** 554: taken for advertising. */
    FILTERED("", EMAIL),
    /** Taken, then a letter says that it could not be delivered. */
    BOUNCED("", EMAIL),
    /** 410: the subscription has ended. */
    ENDED("", PUSH),
    /** 403: the key is not the one that the device agreed to. */
    KEY_REFUSED("", PUSH);

    private final String number;
    private final Set<Route> routes;

    Fault(String number, Route... routes) {
        this.number = number;
        this.routes = Set.of(routes);
    }

    /** The number with which this always happens; empty where there is none. */
    String number() {
        return number;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean on(Route route) {
        return routes.contains(route);
    }

    /** The fault that belongs to a number. */
    static Fault of(String number) {
        return Arrays.stream(values())
                .filter(fault -> fault.number.equals(number))
                .findFirst()
                .orElse(NONE);
    }

    /** The fault of this name. */
    static Optional<Fault> named(String key) {
        return Arrays.stream(values()).filter(fault -> fault.key().equals(key)).findFirst();
    }
}
