package fr.preau.hub.sandbox;

import fr.preau.channels.reach.Route;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Switches faults on and off. */
final class FaultRoutes {
    private static final int MOST_TIMES = 100_000;

    private final Faults faults;

    FaultRoutes(Faults faults) {
        this.faults = faults;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.open("sandboxFault", HttpMethod.POST, "/sandbox/faults", this::arm),
                Endpoint.open("sandboxFaults", HttpMethod.GET, "/sandbox/faults", x -> list()));
    }

    /**
     * A fault for the next messages.
     *
     * @param route sms where it is left out
     * @param times how many messages; 1 where it is left out, 0 switches it off
     * @param always until it is switched off
     * @param address for messages to this number, mailbox or device alone
     */
    record Arm(
            @Nullable String route,
            @Nullable String fault,
            @Nullable Integer times,
            @Nullable Boolean always,
            @Nullable String address) {}

    /**
     * A fault that there is.
     *
     * @param number with which it always happens
     */
    record Known(String route, String fault, @Nullable String number) {}

    /**
     * One that is switched on.
     *
     * @param left how many messages will still suffer it; none until it is switched off
     */
    record On(
            String route,
            String fault,
            @Nullable Integer left,
            @Nullable String address) {}

    /** All of them. */
    record All(List<Known> faults, List<On> armed) {}

    private Future<Reply> arm(Exchange x) {
        var asked = x.body(Arm.class);
        var route = route(asked.route());
        if (asked.fault() == null) {
            throw Refused.field("fault");
        }
        var fault =
                Fault.named(asked.fault()).filter(known -> known.on(route)).orElseThrow(() -> Refused.field("fault"));
        int times = asked.times() == null ? 1 : asked.times();
        if (times < 0 || times > MOST_TIMES) {
            throw Refused.field("times");
        }
        var address = asked.address() == null ? "" : Fields.text("address", asked.address(), 0, 320);
        boolean always = asked.always() != null && asked.always();
        faults.arm(route, fault, always ? Faults.ALWAYS : times, address.strip());
        return Future.succeededFuture(Reply.none());
    }

    private static Route route(@Nullable String code) {
        return Arrays.stream(Route.values())
                .filter(route -> code == null ? route == Route.SMS : code(route).equals(code))
                .findFirst()
                .orElseThrow(() -> Refused.field("route"));
    }

    private static String code(Route route) {
        return route.name().toLowerCase(Locale.ROOT);
    }

    private Future<Reply> list() {
        var known = Arrays.stream(Route.values())
                .flatMap(route -> Arrays.stream(Fault.values())
                        .filter(fault -> fault.on(route))
                        .map(fault -> new Known(code(route), fault.key(), number(route, fault))))
                .toList();
        var armed = faults.armed().stream()
                .map(on -> new On(
                        code(on.route()),
                        on.fault().key(),
                        on.left() == Faults.ALWAYS ? null : on.left(),
                        on.address().isEmpty() ? null : on.address()))
                .toList();
        return Future.succeededFuture(Reply.ok(new All(known, armed)));
    }

    private static @Nullable String number(Route route, Fault fault) {
        return route != Route.SMS || fault.number().isEmpty() ? null : fault.number();
    }
}
