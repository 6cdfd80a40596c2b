package fr.preau.config;

import fr.preau.config.Settings.Http;
import fr.preau.config.Settings.Log;
import fr.preau.config.Settings.LogFormat;
import fr.preau.config.Settings.LogLevel;
import fr.preau.config.Settings.Node;
import fr.preau.config.Settings.Pause;
import fr.preau.config.Settings.Role;
import fr.preau.config.Settings.Sandbox;
import fr.preau.config.Settings.Security;
import fr.preau.config.Settings.Transport;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names every setting, its standard value and what it may be. */
final class SettingsReader {
    static final String ORIGIN = "scheme, host and port only, as in https://preau.example.fr";

    private final Reading in;

    private SettingsReader(Reading in) {
        this.in = in;
    }

    static Loading load(Optional<Path> file, Map<String, String> environment) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Entry> entries = new LinkedHashMap<>();
        file.ifPresent(path -> YamlFile.read(path, entries, faults));
        return read(entries, environment, faults);
    }

    static Loading of(Map<String, String> values) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        values.forEach((name, value) -> entries.put(name, Entry.text("", value)));
        return read(entries, Map.of(), new ArrayList<>());
    }

    private static Loading read(Map<String, Entry> entries, Map<String, String> environment, List<Fault> faults) {
        Names names = new Names(standardNames());
        names.addEnvironment(environment, entries, faults);
        Reading reading = new Reading(entries, faults);
        Settings settings = new SettingsReader(reading).settings();
        names.refuseUnknown(entries, faults);
        return faults.isEmpty() ? new Loading.Ready(settings) : new Loading.Refused(faults);
    }

    /** The names of all settings, in the order of the reference file. */
    static List<String> standardNames() {
        Reading nothing = new Reading(Map.of(), new ArrayList<>());
        new SettingsReader(nothing).settings();
        return List.copyOf(nothing.known());
    }

    private Settings settings() {
        Node node = node();
        Sandbox sandbox = new Sandbox(in.flag("sandbox.enabled", false));
        return new Settings(
                node,
                http(),
                new DatabaseReader(in).read(),
                ClusterReader.read(in),
                security(node.dataDir().resolve("keys")),
                new SmsReader(in).read(sandbox),
                PushReader.read(in, node.dataDir().resolve("keys"), sandbox),
                new EmailReader(in).read(sandbox, node.dataDir().resolve("keys")),
                pause(),
                new ReachReader(in).read(),
                sandbox,
                new Log(in.choice("log.format", LogFormat.JSON), in.choice("log.level", LogLevel.INFO)),
                LimitsReader.read(in));
    }

    private Node node() {
        return new Node(
                in.text("node.name").orElseGet(SettingsReader::hostName),
                in.path("node.dataDir", Path.of("data")),
                in.choices("node.roles", EnumSet.allOf(Role.class), Role.class));
    }

    private Http http() {
        int port = in.number("http.port", 8080, 0, 65_535);
        URI publicUrl = in.address("http.publicUrl", ORIGIN, Origins::isOrigin)
                .map(Origins::bare)
                .orElse(URI.create("http://localhost:" + port));
        List<String> origins = in.list("http.allowedOrigins", "a list of origins: " + ORIGIN, Origins::read);
        return new Http(
                in.text("http.host").orElse("127.0.0.1"),
                port,
                publicUrl,
                origins.isEmpty() ? List.of(publicUrl.toString()) : origins,
                in.list("http.trustedProxies", "a list of blocks such as 10.0.0.0/8", SettingsReader::block),
                in.number("http.eventLoops", 0, 0, 1_024),
                in.number("http.drainSeconds", 0, 0, 300),
                in.choice("http.transport", Transport.EPOLL),
                in.flag("http.batchedSends", true));
    }

    private Security security(Path keys) {
        return new Security(
                in.path("security.signingKeyFile", keys.resolve("jwt-es256.pem")),
                in.path("security.secretKeyFile", keys.resolve("secret.key")));
    }

    private Pause pause() {
        Pause pause = new Pause(
                in.flag("pause.enabled", true),
                in.value("pause.zone", ZoneId.of("Europe/Paris"), "a zone such as Europe/Paris", ZoneId::of),
                in.value("pause.evening", LocalTime.of(20, 0), "a time such as 20:00", LocalTime::parse),
                in.value("pause.morning", LocalTime.of(7, 0), "a time such as 07:00", LocalTime::parse),
                in.flag("pause.weekend", true),
                in.flag("pause.publicHolidays", true),
                in.flag("pause.schoolHolidays", false),
                in.place("pause.schoolHolidaysFile"));
        if (Duration.between(pause.morning(), pause.evening()).toHours() < 2) {
            in.refuse("pause.morning", "a time two hours or more before pause.evening, which is " + pause.evening());
        }
        return pause;
    }

    private static @Nullable Cidr block(String text) {
        return Cidr.parse(text).orElse(null);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "hub";
        }
    }
}
