package fr.preau.bridge.push.web;

import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import fr.preau.bridge.push.PushDevice;
import fr.preau.bridge.push.PushMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Encrypts for one device (RFC 8291) and says who sends (RFC 8292). Half a millisecond of work: not for an event loop. */
final class Sealing {
    /** What fits into the 4,096 bytes that each push service must take (RFC 8030, 7.2): head and tag take the rest. */
    static final int LONGEST_PAYLOAD = 3_993;

    private static final Duration TOKEN_LIFE = Duration.ofHours(12);
    private static final Duration TOKEN_USED = Duration.ofHours(6);
    private static final int MOST_TOKENS = 1_000;

    /** A message ready to be written. */
    record Sealed(Map<String, String> headers, byte[] body) {}

    private record Token(String text, Instant until) {}

    private final WebPush library;
    private final Clock clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    Sealing(WebPushAccount account, Clock clock) {
        this.library = new WebPush(account.contact(), new VapidKeys(account.open(), account.secret()));
        this.clock = clock;
    }

    /** @throws RuntimeException where the device's keys are none */
    Sealed seal(PushMessage message, PushDevice.Browser to) {
        var urgency = message.pressing() ? WebPush.Urgency.High : WebPush.Urgency.Normal;
        var headers = library.getHeadersWithToken(
                token(library.getAudience(to.endpoint())), (int) message.life().toSeconds(), message.topic(), urgency);
        return new Sealed(headers, library.getBody(message.payload(), to.key(), to.auth()));
    }

    /** One signature for many messages: a push service wants it to be the same for a while (RFC 8292, 2). */
    private String token(String audience) {
        var now = clock.instant();
        var known = tokens.get(audience);
        if (known != null && now.isBefore(known.until())) {
            return known.text();
        }
        if (tokens.size() >= MOST_TOKENS) {
            tokens.clear();
        }
        var fresh = new Token(library.getToken(audience, (int) TOKEN_LIFE.toSeconds()), now.plus(TOKEN_USED));
        tokens.put(audience, fresh);
        return fresh.text();
    }
}
