package fr.preau.hub.audit;

import fr.preau.hub.ground.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How far the audit had come, kept outside the database and signed: who can only change the database cannot cut off the
 * chain's end unseen.
 *
 * @param events how many there were
 * @param hash of the last of them
 */
record Anchor(long events, String hash) {
    private static final String ALGORITHM = "SHA256withECDSA";

    /** One line: number, hash, signature. */
    String signed(SigningKey key) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key.secret());
            signature.update(content());
            return events + " " + hash + " " + HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key signs nothing", e);
        }
    }

    /** Reads such a line; empty where it was not signed by this key. */
    static Optional<Anchor> read(String line, SigningKey key) {
        String[] words = line.strip().split(" ", -1);
        try {
            var anchor = new Anchor(Long.parseLong(words[0]), words[1]);
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key.open());
            signature.update(anchor.content());
            return signature.verify(HexFormat.of().parseHex(words[2])) ? Optional.of(anchor) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Begins with words that no token begins with, as the same key signs tokens. */
    private byte[] content() {
        return ("audit anchor\n" + events + "\n" + hash).getBytes(StandardCharsets.UTF_8);
    }
}
