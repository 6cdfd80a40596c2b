package fr.preau.bridge.sms.smpp;

import fr.preau.channels.reach.SmsSegments;
import fr.preau.channels.reach.SmsSegments.Encoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Texts as SMPP carries them: GSM-7 with one septet an octet (data_coding 0), or UTF-16 (data_coding 8). */
final class GsmText {
    private static final byte ESCAPE = 0x1b;

    /** 3GPP TS 23.038, 6.2.1, in the order of its codes; the escape's place holds a no-break space. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u00a0ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final String EXTENDED = "\f^{}\\[~]|€";
    private static final byte[] EXTENDED_CODES = {0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65};

    private GsmText() {}

    /** The octets of a text in one of the two encodings. */
    static byte[] encode(String text, Encoding encoding) {
        return encoding == Encoding.UCS_2 ? text.getBytes(StandardCharsets.UTF_16BE) : gsm(text);
    }

    /** The text of octets; a code that means nothing becomes a question mark. */
    static String decode(byte[] octets, byte dataCoding) {
        return switch (dataCoding & 0x0f) {
            case 0x08 -> new String(octets, StandardCharsets.UTF_16BE);
            case 0x03 -> new String(octets, StandardCharsets.ISO_8859_1);
            case 0x01 -> new String(octets, StandardCharsets.US_ASCII);
            default -> fromGsm(octets);
        };
    }

    /** The text cut where segments end, so that no character of two places is torn apart. */
    static List<String> parts(String text, Encoding encoding) {
        var parts = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int to = from;
            while (to < text.length() && fits(text.substring(from, next(text, to)), encoding)) {
                to = next(text, to);
            }
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }

    private static int next(String text, int at) {
        return at + Character.charCount(text.codePointAt(at));
    }

    /** A part has 140 octets, of which the header takes 6: 153 septets or 67 UTF-16 units are left. */
    private static boolean fits(String part, Encoding encoding) {
        return encoding == Encoding.UCS_2
                ? part.length() <= 67
                : SmsSegments.of(part).units() <= 153;
    }

    private static byte[] gsm(String text) {
        var out = new ByteArrayOutputStream(text.length());
        text.chars().forEach(c -> {
            int extended = EXTENDED.indexOf(c);
            if (extended >= 0) {
                out.write(ESCAPE);
                out.write(EXTENDED_CODES[extended]);
            } else {
                out.write(BASIC.indexOf(c));
            }
        });
        return out.toByteArray();
    }

    private static String fromGsm(byte[] octets) {
        var text = new StringBuilder(octets.length);
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == ESCAPE && i + 1 < octets.length) {
                text.append(extended(octets[++i]));
            } else {
                text.append(octets[i] >= 0 ? BASIC.charAt(octets[i]) : '?');
            }
        }
        return text.toString();
    }

    private static char extended(byte code) {
        for (int i = 0; i < EXTENDED_CODES.length; i++) {
            if (EXTENDED_CODES[i] == code) {
                return EXTENDED.charAt(i);
            }
        }
        return '?';
    }
}
