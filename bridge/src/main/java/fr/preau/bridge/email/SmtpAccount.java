package fr.preau.bridge.email;

import fr.preau.config.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * The server that takes our e-mail.
 *
 * @param name the carrier's name in rows and metrics
 * @param host the server
 * @param port its port
 * @param tls how the connection is protected
 * @param login the account there; none where the server knows us by our address
 * @param domain our own domain: the right part of every Message-ID, and what we call ourselves
 * @param dkim signs what we send; none where the server does it
 * @param connections open at once, at most
 * @param patience how long the server may take for one e-mail
 */
public record SmtpAccount(
        String name,
        String host,
        int port,
        Tls tls,
        Optional<Login> login,
        String domain,
        Optional<DkimKey> dkim,
        int connections,
        Duration patience) {

    /** How a connection is protected. */
    public enum Tls {
        /** Not at all; right only on one machine or inside a protected network. */
        NONE,
        /** By STARTTLS, and nothing is sent where the server does not offer it. */
        STARTTLS,
        /** From the first byte on. */
        IMPLICIT
    }

    /** An account with its password. */
    public record Login(String user, Secret password) {}
}
