package fr.preau.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.email.DkimKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void nothingToDoIsWrongUsageAndHelpIsNot() {
        assertEquals(2, run(Map.of()));
        assertEquals(0, run(Map.of(), "help"));
        assertEquals(0, run(Map.of(), "run", "--help"));
        assertTrue(text(out).contains("run [--config FILE]"), text(out));
    }

    @Test
    void anUnknownCommandOrOptionIsToldWithTheKnownOnes() {
        assertEquals(2, run(Map.of(), "rnu"));
        assertTrue(text(err).startsWith("There is no command \"rnu\".\nUsage:\n  run "), text(err));

        err.reset();
        assertEquals(2, run(Map.of(), "run", "--confg", "x"));
        assertEquals("\"--confg\" is not known here; known are: --config, --data\n", text(err));
    }

    @Test
    void wrongSettingsAreAllToldAndNothingStarts() {
        assertEquals(2, run(Map.of("PREAU_HTTP_PORT", "x", "PREAU_LOG_LEVEL", "y"), "run"));
        assertEquals(3, text(err).lines().count(), text(err));
        assertTrue(text(err).startsWith("These settings are not right; nothing was started.\nhttp.port "), text(err));
    }

    @Test
    void optionsTakeTheirValueAfterASpaceOrAnEqualsSign() {
        Options options = Options.parse(List.of("--a", "1", "--b=2=3", "--c"), Set.of("--a", "--b"), Set.of("--c"));

        assertEquals("1", options.required("--a"));
        assertEquals("2=3", options.required("--b"));
        assertTrue(options.flag("--c"));
    }

    @Test
    void anOptionGivenTwiceOrWithoutItsValueIsRefused() {
        assertEquals("--a is given twice", refusal("--a", "1", "--a", "2"));
        assertEquals("There must be a value after --a", refusal("--a"));
        assertEquals("There must be a value after --a", refusal("--a", "--b"));
        assertEquals("\"--c=1\" is not known here; known are: --a, --b, --c", refusal("--c=1"));
    }

    @Test
    void theRecordsOfTheDomainArePrintedWithTheKeyThatSigns(@TempDir Path data) throws Exception {
        var settings = Map.of("PREAU_EMAIL_DKIM_DOMAIN", "ecoles.example", "PREAU_EMAIL_FROM", "preau@autre.example");

        assertEquals(0, run(settings, "dkim", "--data", data.toString()), text(err));

        String said = text(out);
        var key = DkimKey.open(data.resolve("keys/dkim-rsa.pem"), "ecoles.example", "preau");
        String record = said.lines()
                .filter(line -> line.startsWith("preau._domainkey.ecoles.example. IN TXT "))
                .findFirst()
                .orElseThrow();
        var strings = Pattern.compile("\"([^\"]{1,255})\"")
                .matcher(record)
                .results()
                .map(one -> one.group(1))
                .toList();
        assertEquals(key.dns(), String.join("", strings), "in strings of at most 255");
        assertTrue(said.contains("\necoles.example. IN TXT \"v=spf1 "), said);
        assertTrue(said.contains("\n_dmarc.ecoles.example. IN TXT \"v=DMARC1; "), said);
        assertTrue(said.contains("email.from is not of ecoles.example"), said);
    }

    @Test
    void withoutADomainToSignForTheRecordsAreNotPrinted(@TempDir Path data) {
        assertEquals(1, run(Map.of(), "dkim", "--data", data.toString()));
        assertTrue(text(err).startsWith("email.dkim.domain is not set"), text(err));
    }

    private static String refusal(String... arguments) {
        Stop stop =
                assertThrows(Stop.class, () -> Options.parse(List.of(arguments), Set.of("--a", "--b"), Set.of("--c")));
        assertEquals(Stop.WRONG_USAGE, stop.code());
        return stop.getMessage();
    }

    private int run(Map<String, String> environment, String... arguments) {
        return Main.run(
                List.of(arguments), new Console(environment, new PrintStream(out, true), new PrintStream(err, true)));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
