package fr.preau.hub.ground;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;

/**
 * A P-256 key pair that signs, kept in a file. Nodes that share people share the file.
 *
 * @param id the same for the same key: what a token names it by
 */
public record SigningKey(ECPrivateKey secret, ECPublicKey open, String id) {
    private static final ECNamedCurveParameterSpec P256 = ECNamedCurveTable.getParameterSpec("P-256");
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    /**
     * Reads the key, PKCS #8 in PEM; where there is no file makes one, readable by its owner alone.
     *
     * @param setting the setting that names the file
     * @param loss what follows when a new key takes its place
     * @throws StartFailure if it cannot be read, made or understood
     */
    public static SigningKey open(Path file, String setting, String loss) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return read(file);
        } catch (IOException e) {
            throw new StartFailure(
                    "The signing key " + file + " can be neither read nor made: " + e.getMessage()
                            + ". Give the hub's user access to it, or set " + setting + ".",
                    e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StartFailure(
                    "The signing key " + file + " is no P-256 private key in PKCS #8, PEM. Replace it,"
                            + " or remove it to have a new one made (" + loss + ").",
                    e);
        }
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
        String pem = pem("PRIVATE", encoded);
        Files.createDirectories(
                file.toAbsolutePath().getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path written = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "key",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(written, pem, StandardCharsets.US_ASCII);
            Files.createLink(file, written); // whole from its first moment, and never over another node's key
        } catch (FileAlreadyExistsException e) {
            // another node was faster: its key is the one
        } finally {
            Files.delete(written);
        }
    }

    private static SigningKey read(Path file) throws IOException, GeneralSecurityException {
        String pem = Files.readString(file, StandardCharsets.US_ASCII);
        int from = pem.indexOf(BEGIN);
        int to = pem.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no " + BEGIN);
        }
        byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(from + BEGIN.length(), to));
        KeyFactory keys = KeyFactory.getInstance("EC");
        ECPrivateKey secret = (ECPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(encoded));
        if (!secret.getParams().getOrder().equals(P256.getN())) {
            throw new IllegalArgumentException("not P-256");
        }
        ECPublicKey open =
                (ECPublicKey) keys.generatePublic(new ECPublicKeySpec(pointOf(secret.getS()), secret.getParams()));
        byte[] digest = Sha256.of(open.getEncoded());
        return new SigningKey(
                secret,
                open,
                Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 16));
    }

    private static ECPoint pointOf(BigInteger secret) {
        var point = P256.getG().multiply(secret).normalize();
        return new ECPoint(
                point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    }

    /** The whole pair's secret half as PKCS #8 in PEM. */
    public String secretPem() {
        return pem("PRIVATE", secret.getEncoded());
    }

    /** The half that checks signatures, as SubjectPublicKeyInfo in PEM. */
    public String openPem() {
        return pem("PUBLIC", open.getEncoded());
    }

    private static String pem(String half, byte[] encoded) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + half + " KEY-----\n" + text + "\n-----END " + half + " KEY-----\n";
    }

    @Override
    public String toString() {
        return "SigningKey " + id;
    }
}
