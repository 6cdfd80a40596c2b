package fr.preau.bridge.email;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.SessionHandler;

/**
 * An SMTP server that takes e-mail for one inbox and relays nothing. Each connection has a thread of its own; size, time,
 * recipients, wrong guesses and connections are limited.
 */
public final class MailReceiver implements AutoCloseable {
    private static final int MOST_RECIPIENTS = 10;
    private static final int MOST_REFUSALS = 20;
    private static final int CLOCK_BYTES = 16;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"}; // RFC 8996 ends those before
    private static final Duration LONGEST_TEXT = Duration.ofMinutes(5);

    /**
     * What it bears.
     *
     * @param bytes the largest message
     * @param connections open at once
     * @param fromOne of them, from one address
     * @param idle how long a connection may be silent
     */
    public record Bounds(int bytes, int connections, int fromOne, Duration idle) {
        public static final Bounds STANDARD = new Bounds(2 * 1024 * 1024, 100, 10, Duration.ofSeconds(60));
    }

    private final SMTPServer server;
    private final Inbox inbox;
    private final Bounds bounds;
    private final InstantSource clock;

    private MailReceiver(
            InetAddress host,
            int port,
            String name,
            Optional<SSLContext> tls,
            Bounds bounds,
            Inbox inbox,
            InstantSource clock) {
        this.inbox = inbox;
        this.bounds = bounds;
        this.clock = clock;
        var building = SMTPServer.port(port)
                .bindAddress(host)
                .hostName(name)
                .softwareName("Preau")
                .maxConnections(bounds.connections())
                .connectionTimeout((int) bounds.idle().toMillis(), TimeUnit.MILLISECONDS)
                .maxRecipients(-1) // counted here, where the connection can be ended
                .maxMessageSize(bounds.bytes())
                .insertReceivedHeaders(false)
                .fromAddressValidator(sender -> sender.length() <= 320)
                .sessionHandler(SessionHandler.limitConcurrentSessionsBySource(bounds.fromOne()))
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .messageHandlerFactory(context -> new Handler());
        this.server = tls.map(context -> building.enableTLS().startTlsSocketFactory(plain -> encrypted(context, plain)))
                .orElse(building)
                .build();
    }

    /** The socket's address alone names the other side: a name would be asked of the DNS at each connection. */
    private static SSLSocket encrypted(SSLContext context, Socket plain) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(PROTOCOLS);
        return socket;
    }

    /**
     * Listens from now on; may block for a moment.
     *
     * @param port 0 takes a free one
     * @param name what it calls itself
     * @param tls offers STARTTLS (RFC 3207); what was said in plain before or with it counts for nothing afterwards
     * @throws RuntimeException when the port is taken
     */
    public static MailReceiver start(
            InetAddress host,
            int port,
            String name,
            Optional<SSLContext> tls,
            Bounds bounds,
            Inbox inbox,
            InstantSource clock) {
        var receiver = new MailReceiver(host, port, name, tls, bounds, inbox, clock);
        receiver.server.start();
        return receiver;
    }

    /** Where it listens. */
    public int port() {
        return server.getPortAllocated();
    }

    /** Ends every connection; what was not answered yet is tried again by its sender. */
    @Override
    public void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {
        private final List<String> recipients = new ArrayList<>();
        private String envelope = "";
        private int refusals;

        @Override
        public void from(String from) {
            envelope = from;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (recipients.size() >= MOST_RECIPIENTS) {
                refuse(new SmtpReply(452, "4.5.3 Trop de destinataires / too many recipients"));
            }
            Optional<SmtpReply> refusal;
            try {
                refusal = recipient.length() > 320
                        ? Optional.of(new SmtpReply(553, "5.1.3 Adresse trop longue / address too long"))
                        : inbox.refuses(recipient);
            } catch (RuntimeException failing) {
                refusal = Optional.of(SmtpReply.LATER);
            }
            if (refusal.isPresent()) {
                refuse(refusal.get());
            }
            recipients.add(recipient);
        }

        private void refuse(SmtpReply reply) throws RejectException {
            if (++refusals > MOST_REFUSALS) {
                throw new DropConnectionException(421, "4.7.0 Trop d'erreurs / too many errors");
            }
            throw new RejectException(reply.code(), reply.words());
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            byte[] message = bytes(data);
            SmtpReply reply;
            try {
                reply = inbox.take(envelope, List.copyOf(recipients), message);
            } catch (RuntimeException failing) {
                reply = SmtpReply.LATER;
            }
            if (!reply.yes()) {
                throw new RejectException(reply.code(), reply.words());
            }
            return reply.words();
        }

        /**
         * Reads to the end even what is too large, or the rest would be taken for commands; what is much too large, or
         * comes drop by drop, ends the connection.
         */
        private byte[] bytes(InputStream data) throws RejectException, IOException {
            Instant end = clock.instant().plus(LONGEST_TEXT);
            var kept = new ByteArrayOutputStream();
            long size = 0;
            for (int next = data.read(); next >= 0; next = data.read()) {
                size++;
                if (size <= bounds.bytes()) {
                    kept.write(next);
                }
                if (size > 4L * bounds.bytes()) {
                    throw new DropConnectionException(552, "5.3.4 Message trop grand / message too big");
                }
                if (size % CLOCK_BYTES == 0 && clock.instant().isAfter(end)) {
                    throw new DropConnectionException(421, "4.4.2 Trop lent / too slow");
                }
            }
            if (size > bounds.bytes()) {
                throw new RejectException(552, "5.3.4 Message trop grand / message too big");
            }
            return kept.toByteArray();
        }

        @Override
        public void done() {
            recipients.clear();
        }
    }
}
