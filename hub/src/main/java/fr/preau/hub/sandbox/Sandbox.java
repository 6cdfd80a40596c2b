package fr.preau.hub.sandbox;

import fr.preau.config.Secret;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.ground.Ground;
import io.vertx.core.VerticleBase;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imaginary telephones, mailboxes and devices and the providers that serve them, inside the hub. */
public final class Sandbox {
    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

    private final Ground ground;
    private final SandboxAccount account;
    private final List<Endpoint> endpoints;
    private final MailboxServer mail;
    private volatile Supplier<Optional<Integer>> mailroom = Optional::empty;

    private Sandbox(Ground ground) {
        var phones = new Phones();
        var faults = new Faults();
        this.ground = ground;
        this.account = SandboxAccount.create(ground.random());
        var reports = new SandboxReports(ground.vertx(), account.token());
        var devices = new Devices();
        var mailboxes = new Mailboxes();
        var letters = new SandboxLetters(ground.vertx(), this::mailroom);
        this.mail = new MailboxServer(ground, mailboxes, faults, letters);
        var deviceRoutes = new DeviceRoutes(ground, () -> address().hub(), devices);
        this.endpoints = Stream.of(
                        new SandboxTwilioRoutes(ground, account, phones, faults, reports).endpoints(),
                        new SandboxReplyRoutes(ground, () -> address().hub(), account, reports, phones).endpoints(),
                        new PhoneRoutes(ground, phones).endpoints(),
                        new PushServiceRoutes(ground, devices, faults).endpoints(),
                        deviceRoutes.endpoints(),
                        new MailboxRoutes(ground, mailboxes, letters).endpoints(),
                        new FaultRoutes(faults).endpoints(),
                        new SandboxEvents(
                                        ground,
                                        Map.of(
                                                "phones", phones::version,
                                                "mailboxes", mailboxes::version,
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

    /** The mail server of the imaginary mailboxes, for one deployment. */
    public VerticleBase mail() {
        return mail;
    }

    /** Where that server listens once it is deployed. */
    public int mailPort() {
        return mail.port();
    }

    /** @param port where the hub takes what the mailboxes' owners answer, where it does */
    public void answersTo(Supplier<Optional<Integer>> port) {
        mailroom = port;
    }

    private Optional<Integer> mailroom() {
        return mailroom.get();
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
