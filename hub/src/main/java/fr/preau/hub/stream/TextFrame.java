package fr.preau.hub.stream;

/** The bytes of an unmasked, unfragmented WebSocket text frame (RFC 6455, section 5.2). */
final class TextFrame {
    private static final int FINAL_TEXT = 0x81;
    private static final int TWO_BYTE_LENGTH = 126;
    private static final int EIGHT_BYTE_LENGTH = 127;
    private static final int SHORT = 65_535;

    private TextFrame() {}

    /** How many bytes stand before a payload of this length. */
    static int headBytes(int length) {
        return length < TWO_BYTE_LENGTH ? 2 : length <= SHORT ? 4 : 10;
    }

    static byte[] of(byte[] payload) {
        int head = headBytes(payload.length);
        byte[] frame = new byte[head + payload.length];
        frame[0] = (byte) FINAL_TEXT;
        if (head == 2) {
            frame[1] = (byte) payload.length;
        } else {
            frame[1] = (byte) (head == 4 ? TWO_BYTE_LENGTH : EIGHT_BYTE_LENGTH);
            for (int i = head - 1, rest = payload.length; i > 1; i--, rest >>>= 8) {
                frame[i] = (byte) rest;
            }
        }
        System.arraycopy(payload, 0, frame, head, payload.length);
        return frame;
    }
}
