package fr.preau.bridge.push;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;

/**
 * One wake-up of one device.
 *
 * @param device whom it wakes
 * @param id what the device asks the hub for: an id, which says nothing to anybody who may not read it
 * @param category a word of our own, such as {@code bulletin}, from which a neutral text follows
 * @param life for how long a device that is off may still get it
 * @param pressing whether a sleeping device should be woken at once
 */
public record PushMessage(PushDevice device, String id, String category, Duration life, boolean pressing) {
    private static final int TOPIC_BYTES = 18;

    /** All that leaves the house: {@code {"id":"…","category":"…"}}, as UTF-8. */
    public byte[] payload() {
        return ("{\"id\":\"" + plain(id) + "\",\"category\":\"" + plain(category) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The same for each message to this device about the same id, so that a later one takes the place of an earlier one
     * which still waits. 24 characters that tell nobody that two devices hear of the same thing (RFC 8030 allows 32).
     */
    public String topic() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(address().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(id.getBytes(StandardCharsets.UTF_8));
            var some = Arrays.copyOf(digest.digest(), TOPIC_BYTES);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(some);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private String address() {
        return switch (device) {
            case PushDevice.Browser browser -> browser.endpoint();
            case PushDevice.App app -> app.token();
        };
    }

    private static String plain(String word) {
        if (word.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\')) {
            throw new IllegalArgumentException("an id and a category are plain words");
        }
        return word;
    }
}
