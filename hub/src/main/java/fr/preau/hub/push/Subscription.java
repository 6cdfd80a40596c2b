package fr.preau.hub.push;

import fr.preau.bridge.push.PushDevice;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.jspecify.annotations.Nullable;

/**
 * A device that agreed to be woken up, as its owner sees it.
 *
 * @param device the name of the session's device; none of an imaginary one
 * @param current whether it is the device that asks
 * @param lastOkAt when a push service last took something for it
 */
record Subscription(
        UUID id,
        String kind,
        @Nullable String device,
        boolean current,
        Instant createdAt,
        @Nullable Instant lastOkAt) {

    /** How a device can be woken up. */
    enum Kind {
        WEBPUSH,
        APNS,
        FCM;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        static Kind read(@Nullable String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> Refused.field("kind"));
        }
    }

    /**
     * What a device says of itself.
     *
     * @param endpoint of a browser the address that it was given, of an app its token
     * @param p256dh a browser's public key, base64url
     * @param auth a browser's secret, base64url
     */
    record Offer(
            @Nullable String kind,
            @Nullable String endpoint,
            @Nullable String p256dh,
            @Nullable String auth) {
        private static final int LONGEST = 2_048;
        private static final int KEY_BYTES = 65;
        private static final int AUTH_BYTES = 16;

        Kind kindRead() {
            return Kind.read(kind);
        }

        /** The device, whole and well-formed. */
        PushDevice deviceRead() {
            var place = Fields.text("endpoint", endpoint, 8, LONGEST);
            if (kindRead() != Kind.WEBPUSH) {
                if (!place.matches("[A-Za-z0-9:_-]+")) {
                    throw Refused.field("endpoint");
                }
                return new PushDevice.App(place);
            }
            var key = bytes("p256dh", p256dh, KEY_BYTES);
            try {
                ECNamedCurveTable.getParameterSpec("P-256").getCurve().decodePoint(key);
            } catch (IllegalArgumentException notOnTheCurve) {
                throw Refused.field("p256dh");
            }
            return new PushDevice.Browser(place, key, bytes("auth", auth, AUTH_BYTES));
        }

        private static byte[] bytes(String name, @Nullable String text, int length) {
            try {
                var bytes = Base64.getUrlDecoder().decode(Fields.text(name, text, 1, 2 * length));
                if (bytes.length == length) {
                    return bytes;
                }
            } catch (IllegalArgumentException e) {
                throw Refused.field(name);
            }
            throw Refused.field(name);
        }

        @Override
        public String toString() {
            return "Offer[" + kind + "]";
        }
    }
}
