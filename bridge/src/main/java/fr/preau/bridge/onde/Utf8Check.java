package fr.preau.bridge.onde;

/** Counts, byte by byte, the signs of more than one byte that are whole UTF-8 and those that are broken (RFC 3629). */
final class Utf8Check {
    private int expected;
    private int low = 0x80;
    private int high = 0xBF;
    private int beganLine;
    private int beganColumn;
    private int beganByte;
    private long whole;
    private long broken;
    private int brokenLine;
    private int brokenColumn;
    private int brokenByte;

    /**
     * Takes the next byte.
     *
     * @return whether it continues a sign that began before
     */
    boolean take(int value, int line, int column) {
        if (expected > 0) {
            if (value >= low && value <= high) {
                expected--;
                low = 0x80;
                high = 0xBF;
                if (expected == 0) {
                    whole++;
                }
                return true;
            }
            fail();
        }
        beganLine = line;
        beganColumn = column;
        beganByte = value;
        begin(value);
        return false;
    }

    /** The text is over: a sign that is not complete is broken. */
    void end() {
        if (expected > 0) {
            fail();
        }
    }

    private void begin(int value) {
        low = 0x80;
        high = 0xBF;
        if (value < 0x80) {
            expected = 0;
        } else if (value >= 0xC2 && value <= 0xDF) {
            expected = 1;
        } else if (value >= 0xE0 && value <= 0xEF) {
            expected = 2;
            low = value == 0xE0 ? 0xA0 : 0x80;
            high = value == 0xED ? 0x9F : 0xBF;
        } else if (value >= 0xF0 && value <= 0xF4) {
            expected = 3;
            low = value == 0xF0 ? 0x90 : 0x80;
            high = value == 0xF4 ? 0x8F : 0xBF;
        } else {
            fail();
        }
    }

    private void fail() {
        expected = 0;
        if (broken == 0) {
            brokenLine = beganLine;
            brokenColumn = beganColumn;
            brokenByte = beganByte;
        }
        broken++;
    }

    long whole() {
        return whole;
    }

    long broken() {
        return broken;
    }

    int brokenLine() {
        return brokenLine;
    }

    int brokenColumn() {
        return brokenColumn;
    }

    int brokenByte() {
        return brokenByte;
    }
}
