package fr.preau.hub.sandbox;

import fr.preau.config.Secret;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The one account of the sandbox's Twilio.
 *
 * @param token made anew at each start, so that nobody else can send to the telephones or sign reports
 */
record SandboxAccount(String sid, Secret token) {
    static SandboxAccount create(RandomGenerator random) {
        var token = new byte[16];
        random.nextBytes(token);
        return new SandboxAccount(
                "AC" + "5a".repeat(16), new Secret(HexFormat.of().formatHex(token)));
    }
}
