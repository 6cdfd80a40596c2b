package fr.preau.bridge.push;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What all HTTP answers of push services have in common. */
public final class Answers {
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int LONGEST = 16 * 1024;

    private Answers() {}

    /** How long a header Retry-After asks to wait, at most an hour; zero where it gives no number of seconds. */
    public static Duration wait(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.matches("[0-9]{1,9}")) {
            return Duration.ZERO;
        }
        var asked = Duration.ofSeconds(Long.parseLong(retryAfter));
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }

    /** The whole body; empty where it is longer than any push service's. */
    public static Future<Buffer> body(HttpClientResponse response) {
        var body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() <= LONGEST) {
                body.appendBuffer(chunk);
            }
        });
        return response.end().map(ended -> body.length() > LONGEST ? Buffer.buffer() : body);
    }
}
