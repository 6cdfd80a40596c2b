package fr.preau.hub.sandbox;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser keeps to itself of a push subscription: it decrypts what comes (RFC 8291, coding aes128gcm of RFC 8188).
 *
 * @param open the public key that goes out, an uncompressed point of P-256
 * @param auth the secret that goes out with it
 */
record ReceivingKey(ECPrivateKey secret, byte[] open, byte[] auth) {
    private static final int SALT = 16;
    private static final int POINT = 65;
    private static final int HEAD = SALT + 4 + 1 + POINT;

    static ReceivingKey create(RandomGenerator random) {
        try {
            var pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = pairs.generateKeyPair();
            var auth = new byte[16];
            random.nextBytes(auth);
            return new ReceivingKey((ECPrivateKey) pair.getPrivate(), point((ECPublicKey) pair.getPublic()), auth);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    /**
     * The message in a body.
     *
     * @throws GeneralSecurityException where it is none for this key, or was tampered with
     */
    byte[] decrypt(byte[] body) throws GeneralSecurityException {
        if (body.length <= HEAD + 16 || body[SALT + 4] != POINT) {
            throw new GeneralSecurityException("no message for a browser");
        }
        var salt = Arrays.copyOf(body, SALT);
        var sender = Arrays.copyOfRange(body, SALT + 5, HEAD);
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(secret);
        agreement.doPhase(key(sender), true);
        var info = join("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), open, sender, new byte[] {1});
        var keying = mac(mac(auth, agreement.generateSecret()), info);
        var random = mac(salt, keying);
        var key = Arrays.copyOf(mac(random, label("Content-Encoding: aes128gcm\0\1")), 16);
        var nonce = Arrays.copyOf(mac(random, label("Content-Encoding: nonce\0\1")), 12);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        return unpadded(cipher.doFinal(body, HEAD, body.length - HEAD));
    }

    /** What stands before the mark 2 that ends the last record; zeros may follow it. */
    private static byte[] unpadded(byte[] padded) throws GeneralSecurityException {
        int end = padded.length - 1;
        while (end >= 0 && padded[end] == 0) {
            end--;
        }
        if (end < 0 || padded[end] != 2) {
            throw new GeneralSecurityException("no end of a record");
        }
        return Arrays.copyOf(padded, end);
    }

    private ECPublicKey key(byte[] point) throws GeneralSecurityException {
        var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
        var y = new BigInteger(1, Arrays.copyOfRange(point, 33, 65));
        return (ECPublicKey)
                KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), secret.getParams()));
    }

    private static byte[] point(ECPublicKey key) {
        var bytes = new byte[POINT];
        bytes[0] = 4;
        put(key.getW().getAffineX(), bytes, 1);
        put(key.getW().getAffineY(), bytes, 33);
        return bytes;
    }

    private static void put(BigInteger number, byte[] into, int at) {
        var bytes = number.toByteArray();
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, into, at + 32 - length, length);
    }

    private static byte[] mac(byte[] key, byte[] data) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] label(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        var all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Override
    public String toString() {
        return "ReceivingKey";
    }
}
