package fr.preau.hub.email;

import fr.preau.config.Settings.Email.Inbound;
import fr.preau.hub.ground.SigningKey;
import fr.preau.hub.ground.StartFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * What the receiver of e-mail shows when TLS begins.
 *
 * @param chain the certificate, then those that vouch for it
 */
record MailCertificate(PrivateKey key, List<X509Certificate> chain) {
    private static final Duration LIFE = Duration.ofDays(3650);
    private static final Duration SLOW_CLOCKS = Duration.ofDays(1);
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /**
     * Reads what the settings name; where they name no certificate makes one for the domain, with a key that is kept.
     * Senders encrypt to such a one too, as those who look for a name in the DNS alone could not trust it more (RFC 7435).
     *
     * @throws StartFailure when a file cannot be read or is something else
     */
    static MailCertificate open(Inbound inbound, Instant now) {
        return inbound.certificateFile()
                .map(file -> read(file, inbound.keyFile()))
                .orElseGet(() -> make(inbound, now));
    }

    private static MailCertificate read(Path certificates, Path key) {
        try {
            var chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificates)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new GeneralSecurityException("no certificate in " + certificates);
            }
            var read = new MailCertificate(privateKey(key), chain);
            read.checkPair();
            return read;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new StartFailure(
                    "The hub cannot use email.inbound.certificateFile " + certificates + " with email.inbound.keyFile "
                            + key + ": " + e.getMessage()
                            + ". They must be a certificate in PEM and its RSA or EC key in PKCS #8, PEM.",
                    e);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        var framed = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!framed.find()) {
            throw new InvalidKeySpecException("no BEGIN PRIVATE KEY in " + file);
        }
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(framed.group(1)));
        try {
            return KeyFactory.getInstance("EC").generatePrivate(encoded);
        } catch (InvalidKeySpecException other) {
            return KeyFactory.getInstance("RSA").generatePrivate(encoded);
        }
    }

    /** A key of another certificate would fail only when the first sender comes. */
    private void checkPair() throws GeneralSecurityException {
        var algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        byte[] text = "pair".getBytes(StandardCharsets.US_ASCII);
        var signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(text);
        var checking = Signature.getInstance(algorithm);
        checking.initVerify(chain.getFirst());
        checking.update(text);
        if (!checking.verify(signing.sign())) {
            throw new GeneralSecurityException("the key is not that of the certificate");
        }
    }

    private static MailCertificate make(Inbound inbound, Instant now) {
        var pair = SigningKey.open(inbound.keyFile(), "email.inbound.keyFile", "a TLSA record of it must be changed");
        try {
            var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            var name = new X500Name("CN=preau"); // the domain may be longer than the 64 characters of a CN: it is below
            var names = new ExtensionsGenerator();
            names.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, inbound.domain())));
            var body = new V3TBSCertificateGenerator();
            body.setSerialNumber(new ASN1Integer(BigInteger.valueOf(now.toEpochMilli())));
            body.setSignature(algorithm);
            body.setIssuer(name);
            body.setSubject(name);
            body.setStartDate(new Time(Date.from(now.minus(SLOW_CLOCKS))));
            body.setEndDate(new Time(Date.from(now.plus(LIFE))));
            body.setSubjectPublicKeyInfo(
                    SubjectPublicKeyInfo.getInstance(pair.open().getEncoded()));
            body.setExtensions(names.generate());
            var signed = body.generateTBSCertificate();
            var signing = Signature.getInstance("SHA256withECDSA");
            signing.initSign(pair.secret());
            signing.update(signed.getEncoded());
            var parts = new ASN1EncodableVector();
            parts.add(signed);
            parts.add(algorithm);
            parts.add(new DERBitString(signing.sign()));
            byte[] whole = new DERSequence(parts).getEncoded();
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
            return new MailCertificate(pair.secret(), List.of(certificate));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no certificate", e);
        }
    }

    /** Ready for connections. */
    SSLContext context() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("mail", key, new char[0], chain.toArray(X509Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    @Override
    public String toString() {
        return "MailCertificate " + chain.getFirst().getSubjectX500Principal();
    }
}
