package fr.preau.bridge.email;

import fr.preau.config.Secret;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/**
 * The key that signs our e-mail (DKIM, RFC 6376), and what the domain's DNS must say so that others can check it.
 *
 * @param domain whose mail it signs
 * @param selector names the key under that domain, so that it can be changed
 * @param pkcs8 the private key, PKCS #8 in base64 without its frame
 * @param dns the text of the DNS record at {@link #dnsName()}
 */
public record DkimKey(String domain, String selector, Secret pkcs8, String dns) {
    private static final int BITS =
            2048; // RFC 8301 asks for 1,024 at least, and receivers need not take more than 2,048
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    /**
     * Reads the key, or makes it, readable by its owner alone. Takes up to a second where it is made.
     *
     * @throws IOException when the file can neither be read nor made, or holds no RSA key in PKCS #8 PEM
     */
    public static DkimKey open(Path file, String domain, String selector) throws IOException {
        if (Files.notExists(file)) {
            make(file);
        }
        try {
            var base64 =
                    Files.readString(file).replace(BEGIN, "").replace(END, "").replaceAll("\\s", "");
            var keys = KeyFactory.getInstance("RSA");
            var key = (RSAPrivateCrtKey) keys.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            var published = keys.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            var dns = "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(published.getEncoded());
            return new DkimKey(domain, selector, new Secret(base64), dns);
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new IOException(file + " holds no RSA key in PKCS #8 PEM", e);
        }
    }

    /** Where the DNS record must stand. */
    public String dnsName() {
        return selector + "._domainkey." + domain;
    }

    private static void make(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var part = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
            var key = generator.generateKeyPair().getPrivate().getEncoded();
            Files.writeString(part, BEGIN + "\n" + lines.encodeToString(key) + "\n" + END + "\n");
            // A link, not a move: where another process was faster its key stays.
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException made) {
            return;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no RSA", e);
        } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
            throw new IOException("cannot make " + file, e);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
