package fr.preau.bridge.onde;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** An export held in memory. */
record Bytes(byte[] content) implements Export {
    static Export of(byte[] content) {
        return new Bytes(content);
    }

    static Export of(String latin) {
        return new Bytes(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public String name() {
        return "f.csv";
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }
}
