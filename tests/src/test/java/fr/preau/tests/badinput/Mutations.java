package fr.preau.tests.badinput;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Damages a text at random: bytes changed, dropped, doubled, pieces moved, odd characters put in. */
final class Mutations {
    private static final String[] ODD = {
        "\0", "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "1e999", "-0", "\\u0000", "\\ud800", "\u202e", "é",
        "🌰", "\r\n", "true"
    };

    private Mutations() {}

    static byte[] of(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        if (bytes.length < 2) {
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
        return switch (random.nextInt(5)) {
            case 0 -> {
                byte[] changed = bytes.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 1 -> joined(bytes, at, new byte[0], end);
            case 2 -> joined(bytes, end, java.util.Arrays.copyOfRange(bytes, at, end), end);
            case 3 -> java.util.Arrays.copyOf(bytes, at);
            default -> joined(bytes, at, ODD[random.nextInt(ODD.length)].getBytes(StandardCharsets.UTF_8), at);
        };
    }

    private static byte[] joined(byte[] bytes, int upTo, byte[] middle, int from) {
        byte[] all = new byte[upTo + middle.length + bytes.length - from];
        System.arraycopy(bytes, 0, all, 0, upTo);
        System.arraycopy(middle, 0, all, upTo, middle.length);
        System.arraycopy(bytes, from, all, upTo + middle.length, bytes.length - from);
        return all;
    }
}
