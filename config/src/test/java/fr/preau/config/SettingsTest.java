package fr.preau.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.config.Settings.DatabaseHost;
import fr.preau.config.Settings.DatabaseMode;
import fr.preau.config.Settings.Role;
import fr.preau.config.Settings.SmsProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void theFileGivesValuesAndTheEnvironmentWins() throws IOException {
        Path file = write("""
                node: { roles: [api, stream] }
                http:
                  port: 9000
                  publicUrl: https://Preau.Example.fr:443/
                  trustedProxies: [10.0.0.0/8, "::1"]
                pause:
                  evening: 19:30
                sms:
                  from: 0123
                """);

        Settings settings = ready(Settings.load(
                Optional.of(file),
                Map.of("PREAU_HTTP_PORT", "9100", "PREAU_NODE_ROLES", "delivery, api", "HOME", "/")));

        assertEquals(9100, settings.http().port());
        assertEquals(URI.create("https://preau.example.fr"), settings.http().publicUrl());
        assertEquals(List.of("https://preau.example.fr"), settings.http().allowedOrigins());
        assertTrue(settings.http().trustedProxies().getFirst().contains("10.20.30.40"));
        assertEquals(Set.of(Role.DELIVERY, Role.API), settings.node().roles());
        assertEquals("19:30", settings.pause().evening().toString());
        assertEquals("0123", settings.sms().from().orElseThrow(), "a number keeps its zero");
    }

    @Test
    void allFaultsAreToldAtOnceEachWithPlaceFoundAndAllowed() throws IOException {
        Path file = write("""
                http:
                  port: 80a
                  prot: 80
                database:
                  mode: external
                  poolSize: 100000
                sms: { provider: twilio }
                pause: { morning: 21:00, weekend: maybe }
                limits: { pingSeconds: 70 }
                """);

        List<String> faults = refused(Settings.load(Optional.of(file), Map.of("PREAU_LOG_LEVEL", "loud")));

        assertEquals(
                List.of(
                        "http.port (%s line 2): found \"80a\"; allowed: a whole number from 0 to 65535",
                        "database.password: found nothing; allowed: the password of database.user, since database.mode is"
                                + " external",
                        "database.poolSize (%s line 6): found \"100000\"; allowed: a whole number from 2 to 500",
                        "sms.accountSid: found nothing; allowed: the account's SID, as sms.provider is twilio",
                        "sms.authToken: found nothing; allowed: the account's token, as sms.provider is twilio",
                        "sms.from: found nothing; allowed: a sender here or in sms.messagingServiceSid, as sms.provider is"
                                + " twilio",
                        "pause.weekend (%s line 8): found \"maybe\"; allowed: true or false",
                        "pause.morning (%s line 8): found \"21:00\"; allowed: a time two hours or more before pause.evening, which is 20:00",
                        "log.level (environment PREAU_LOG_LEVEL): found \"loud\"; allowed: one of error, warn, info,"
                                + " debug, trace",
                        "limits.pingSeconds (%s line 9): found \"70\"; allowed: less than deadAfterSeconds",
                        "http.prot (%s line 3): found an unknown setting; allowed: did you mean http.port?"),
                faults.stream()
                        .map(fault -> fault.replace(file.toString(), "%s"))
                        .toList());
    }

    @Test
    void anUnknownVariableInOneOfOurSectionsIsAFaultAndOthersAreNot() {
        Map<String, String> environment = Map.of("PREAU_HTTP_PROT", "1", "PREAU_HOME", "/srv", "PREAU_LOG_LEVEL", "");

        assertEquals(
                List.of(
                        "PREAU_HTTP_PROT (environment): found an unknown setting; allowed: did you mean PREAU_HTTP_PORT?"),
                refused(Settings.load(Optional.empty(), environment)));
    }

    @Test
    void aSecretIsNeverPrinted() {
        Settings settings = Settings.of(
                Map.of("database.mode", "external", "database.password", "h4nneton", "sms.authToken", "t0ken"));

        assertEquals("h4nneton", settings.database().password().orElseThrow().value());
        assertFalse(
                settings.toString().contains("h4nneton") || settings.toString().contains("t0ken"));
    }

    @Test
    void aDatabaseHasOneServerOrSeveral() {
        Map<String, String> external = Map.of("PREAU_DATABASE_MODE", "external", "PREAU_DATABASE_PASSWORD", "secret");
        Map<String, String> several = new java.util.HashMap<>(external);
        several.put("PREAU_DATABASE_HOSTS", "db1.example.fr:6432, db2, [2001:db8::1]:5433");

        assertEquals(
                List.of(new DatabaseHost("127.0.0.1", 5432)),
                ready(Settings.load(Optional.empty(), external)).database().hosts());
        assertEquals(
                List.of(
                        new DatabaseHost("db1.example.fr", 6432),
                        new DatabaseHost("db2", 5432),
                        new DatabaseHost("2001:db8::1", 5433)),
                ready(Settings.load(Optional.empty(), several)).database().hosts());
    }

    @Test
    void whatIsWrongAboutSeveralServersIsToldAtOnce() {
        Map<String, String> wrong = Map.of(
                "PREAU_DATABASE_HOST", "db3",
                "PREAU_DATABASE_PORT", "5432",
                "PREAU_DATABASE_HOSTS", "db1:0,db1,db1,d b2");

        List<String> faults = refused(Settings.load(Optional.empty(), wrong));

        assertEquals(6, faults.size(), faults::toString);
        for (String part : List.of("\"db1:0\"", "\"d b2\"", "repetitions", "unless database.mode is external")) {
            assertTrue(faults.stream().anyMatch(fault -> fault.contains(part)), faults::toString);
        }
        assertTrue(faults.stream().anyMatch(fault -> fault.startsWith("database.host ")), faults::toString);
        assertTrue(faults.stream().anyMatch(fault -> fault.startsWith("database.port ")), faults::toString);
    }

    @Test
    void theSandboxProviderNeedsTheSandbox() {
        assertThrows(IllegalArgumentException.class, () -> Settings.of(Map.of("sms.provider", "sandbox")));
        Settings settings = Settings.of(Map.of("sms.provider", "sandbox", "sandbox.enabled", "true"));
        assertEquals(SmsProvider.SANDBOX, settings.sms().provider());
    }

    @Test
    void aFreePortShowsInAddressAndOriginOnceItIsKnown() {
        Settings settings = Settings.of(Map.of("http.port", "0")).withHttpPort(41234);

        assertEquals(41234, settings.http().port());
        assertEquals(URI.create("http://localhost:41234"), settings.http().publicUrl());
        assertEquals(List.of("http://localhost:41234"), settings.http().allowedOrigins());
    }

    @Test
    void aBrokenFileIsOneClearFault() throws IOException {
        assertTrue(only("http: [").contains("line 1 column 8"), only("http: ["));
        assertTrue(
                only("http:\n  port: 1\n  port: 2\n").contains("the name a second time"),
                only("http:\n  port: 1\n  port: 2\n"));
        assertTrue(only("- a\n").contains("sections such as"), only("- a\n"));
        Path latin = Files.write(folder.resolve("latin.yaml"), "node: {name: é}".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(
                refused(Settings.load(Optional.of(latin), Map.of())).getFirst().contains("not UTF-8"));
        Path missing = folder.resolve("missing.yaml");
        assertTrue(refused(Settings.load(Optional.of(missing), Map.of()))
                .getFirst()
                .contains("no such file"));
    }

    @Test
    void nothingSetIsEmbeddedAndComplete() {
        Settings settings = ready(Settings.load(Optional.empty(), Map.of()));

        assertEquals(DatabaseMode.EMBEDDED, settings.database().mode());
        assertEquals(
                Path.of("data/keys/secret.key").toAbsolutePath(),
                settings.security().secretKeyFile());
        assertEquals(Limits.standard(), settings.limits());
    }

    private String only(String yaml) throws IOException {
        List<String> faults = refused(Settings.load(Optional.of(write(yaml)), Map.of()));
        assertEquals(1, faults.size(), faults::toString);
        return faults.getFirst();
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("preau.yaml"), yaml);
    }

    private static Settings ready(Loading loading) {
        return assertInstanceOf(Loading.Ready.class, loading, loading::toString).settings();
    }

    private static List<String> refused(Loading loading) {
        return assertInstanceOf(Loading.Refused.class, loading).faults().stream()
                .map(Fault::sentence)
                .toList();
    }
}
