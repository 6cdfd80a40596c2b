package fr.preau.bridge.sms.smpp;

import fr.preau.bridge.sms.SmsInbound;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsmpp.bean.DeliverSm;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message from a telephone. The parts of a long one come one by one and are put together here; parts of which the
 * rest never comes are forgotten when 200 newer ones wait. SMPP 3.4 gives a message no id, so it is made from its content:
 * the same message coming again has the same.
 */
final class SmppInbound {
    private static final int WAITING = 200;

    private final Map<String, @Nullable String[]> unfinished = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, @Nullable String[]> eldest) {
            return size() > WAITING;
        }
    };

    /** The message, when this was its last missing part. */
    Optional<SmsInbound> read(DeliverSm sm, byte[] octets) {
        var from = number(sm.getSourceAddr());
        var to = number(sm.getDestAddress());
        boolean headed = sm.isUdhi() && octets.length > 0;
        int header = headed ? Math.min(octets.length, (octets[0] & 0xff) + 1) : 0;
        var text = GsmText.decode(Arrays.copyOfRange(octets, header, octets.length), sm.getDataCoding());
        return (headed ? joined(from, to, octets, text) : Optional.of(text))
                .map(whole -> new SmsInbound(id(from, to, whole), from, to, whole, SmsInbound.Wish.NONE));
    }

    /** Only the header that joins parts by a reference of one octet is known (05 00 03); any other text stands alone. */
    private synchronized Optional<String> joined(String from, String to, byte[] octets, String text) {
        boolean part = octets.length >= 6 && octets[0] == 5 && octets[1] == 0 && octets[2] == 3;
        int count = part ? octets[4] & 0xff : 1;
        int place = part ? octets[5] & 0xff : 1;
        if (count <= 1 || place < 1 || place > count) {
            return Optional.of(text);
        }
        var key = from + ">" + to + ":" + octets[3] + "/" + count;
        @Nullable String[] parts = unfinished.computeIfAbsent(key, first -> new String[count]);
        parts[place - 1] = text;
        if (Stream.of(parts).anyMatch(missing -> missing == null)) {
            return Optional.empty();
        }
        unfinished.remove(key);
        return Optional.of(Stream.of(parts).map(String::valueOf).collect(Collectors.joining()));
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
