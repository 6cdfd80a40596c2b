package fr.preau.hub.sandbox;

import fr.preau.config.Secret;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.ground.Ground;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imaginary telephones, mailboxes and devices and the providers that serve them, inside the hub. */
public final class Sandbox {
    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

    private final Ground ground;
    private final SandboxAccount account;
    private final List<Endpoint> endpoints;

    private Sandbox(Ground ground) {
        var phones = new Phones();
        var faults = new Faults();
        this.ground = ground;
        this.account = SandboxAccount.create(ground.random());
        var reports = new SandboxReports(ground.vertx(), account.token());
        var devices = new Devices();
        var deviceRoutes = new DeviceRoutes(ground, () -> address().hub(), devices);
        this.endpoints = Stream.of(
                        new SandboxTwilioRoutes(ground, account, phones, faults, reports).endpoints(),
                        new SandboxReplyRoutes(ground, () -> address().hub(), account, reports).endpoints(),
                        new PhoneRoutes(ground, phones).endpoints(),
                        new PushServiceRoutes(ground, devices, faults).endpoints(),
                        deviceRoutes.endpoints(),
                        new FaultRoutes(faults).endpoints(),
                        new SandboxEvents(
                                        ground,
                                        Map.of(
                                                "phones", phones::version,
                                                "devices", devices::version,
                                                "faults", faults::version))
                                .endpoints(),
                        new SandboxPage().endpoints())
                .flatMap(List::stream)
                .toList();
        deviceRoutes
                .begin()
                .onFailure(lost -> LOG.warn("imaginary devices of before are still there: {}", lost.toString()));
    }

    /** The sandbox where the settings allow it, and only there. */
    public static Optional<Sandbox> open(Ground ground) {
        return ground.settings().sandbox().enabled() ? Optional.of(new Sandbox(ground)) : Optional.empty();
    }

    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /**
     * How to get at the sandbox's Twilio.
     *
     * @param hub the hub as it sees itself
     * @param path where it begins
     * @param sid its one account
     * @param token that account's key
     */
    public record Address(URI hub, String path, String sid, Secret token) {}

    /** How the hub's own Twilio adapter gets at it. The HTTP port must be known. */
    public Address address() {
        var http = ground.settings().http();
        return new Address(
                URI.create("http://" + reachable(http.host()) + ":" + http.port()),
                SandboxTwilioRoutes.PATH,
                account.sid(),
                account.token());
    }

    /** A hub that listens on every address is reached on the loopback one. */
    private static String reachable(String host) {
        try {
            var address = InetAddress.getByName(host);
            if (address.isAnyLocalAddress()) {
                return "127.0.0.1";
            }
            return host.contains(":") ? "[" + host + "]" : host;
        } catch (UnknownHostException e) {
            return host;
        }
    }
}
