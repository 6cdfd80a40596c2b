package fr.preau.bridge.sms.smpp;

import fr.preau.bridge.sms.SmsInbound;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jsmpp.bean.DeliverSm;
import org.jspecify.annotations.Nullable;

/**
 * Reads what came from a telephone: a message, or one part of a long one. SMPP 3.4 gives a message no id, so it is made from
 * its content: the same message coming again has the same.
 */
final class SmppInbound {
    /** The headers that join parts: by a reference of one octet, and of two (3GPP TS 23.040, 9.2.3.24). */
    private static final byte[] SHORT_REFERENCE = {5, 0, 3};

    private static final byte[] LONG_REFERENCE = {6, 8, 4};

    private SmppInbound() {}

    /** A part, where the message's header says that it is one of several; none where its text stands alone. */
    static @Nullable SmsPart part(DeliverSm sm, byte[] octets) {
        if (!sm.isUdhi()) {
            return null;
        }
        if (begins(octets, SHORT_REFERENCE)) {
            return part(sm, octets, octets[3] & 0xff, 4);
        }
        return begins(octets, LONG_REFERENCE) ? part(sm, octets, (octets[3] & 0xff) << 8 | octets[4] & 0xff, 5) : null;
    }

    private static @Nullable SmsPart part(DeliverSm sm, byte[] octets, int reference, int at) {
        int count = octets[at] & 0xff;
        int place = octets[at + 1] & 0xff;
        return count < 2 || place < 1 || place > count
                ? null
                : new SmsPart(
                        number(sm.getSourceAddr()),
                        number(sm.getDestAddress()),
                        reference,
                        count,
                        place,
                        text(sm, octets));
    }

    /** The header's first octet is its length, itself not counted. */
    private static boolean begins(byte[] octets, byte[] header) {
        return octets.length > header[0] && Arrays.equals(Arrays.copyOf(octets, header.length), header);
    }

    /** The whole message. */
    static SmsInbound message(DeliverSm sm, byte[] octets) {
        return message(number(sm.getSourceAddr()), number(sm.getDestAddress()), text(sm, octets));
    }

    static SmsInbound message(String from, String to, String text) {
        return new SmsInbound(id(from, to, text), from, to, text, SmsInbound.Wish.NONE);
    }

    private static String text(DeliverSm sm, byte[] octets) {
        boolean headed = sm.isUdhi() && octets.length > 0;
        int header = headed ? Math.min(octets.length, (octets[0] & 0xff) + 1) : 0;
        return GsmText.decode(Arrays.copyOfRange(octets, header, octets.length), sm.getDataCoding());
    }

    private static String number(@Nullable String address) {
        var plain = address == null ? "" : address.strip();
        return plain.matches("[0-9]{7,15}") ? "+" + plain : plain;
    }

    private static String id(String from, String to, String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var piece : new String[] {from, to, text}) {
                var bytes = piece.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
