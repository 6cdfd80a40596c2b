package fr.preau.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that an operator may set, complete and valid. The file {@code preau.yaml} beside this class documents each one
 * with its standard value. Immutable; printing it hides the secrets.
 */
public record Settings(
        Node node,
        Http http,
        Database database,
        Cluster cluster,
        Security security,
        Sms sms,
        Push push,
        Email email,
        Pause pause,
        Reach reach,
        Sandbox sandbox,
        Log log,
        Limits limits) {

    /**
     * Reads the settings: the environment wins over the file, the file over the standard values.
     *
     * @param file the YAML file, or none
     * @param environment variables such as {@code PREAU_HTTP_PORT}; others are left alone
     * @return the settings, or every fault at once
     */
    public static Loading load(Optional<Path> file, Map<String, String> environment) {
        return SettingsReader.load(file, environment);
    }

    /**
     * Settings given by name, as in {@code Map.of("http.port", "0")}, all others standard; for tests and benches.
     *
     * @throws IllegalArgumentException with all faults in its message
     */
    public static Settings of(Map<String, String> values) {
        return switch (SettingsReader.of(values)) {
            case Loading.Ready(Settings settings) -> settings;
            case Loading.Refused refused -> throw new IllegalArgumentException(refused.text());
        };
    }

    /** These settings after the HTTP port became known; matters where it was 0. */
    public Settings withHttpPort(int port) {
        return new Settings(
                node,
                http.withPort(port),
                database,
                cluster,
                security,
                sms,
                push,
                email,
                pause,
                reach,
                sandbox,
                log,
                limits);
    }

    /** What a node does; several nodes may share the work. */
    public enum Role {
        /** Answers requests. */
        API,
        /** Keeps streams open. */
        STREAM,
        /** Sends what goes by SMS and other routes. */
        DELIVERY
    }

    /**
     * This process among others.
     *
     * @param name names it in logs, metrics and leases; no two nodes of one hub may have the same
     * @param dataDir keys and the embedded database lie here; absolute
     * @param roles what it does, at least one
     */
    public record Node(String name, Path dataDir, Set<Role> roles) {
        public Node {
            dataDir = dataDir.toAbsolutePath().normalize();
            roles = Set.copyOf(roles);
        }
    }

    /**
     * The HTTP edge.
     *
     * @param host address to listen on
     * @param port port to listen on; 0 takes a free one, see {@link Settings#withHttpPort}
     * @param publicUrl how browsers reach the hub: scheme, host, port, no path
     * @param allowedOrigins origins that may open a stream, exactly as a browser sends them
     * @param trustedProxies proxies whose Forwarded headers are believed
     * @param eventLoops event loops, and instances of each edge verticle; 0 is one a core
     * @param drainSeconds how long the hub goes on serving after it said that it is about to stop
     * @param transport how the event loops talk to the system
     * @param batchedSends whether streams are written to with one system call for many, where the system allows it
     */
    public record Http(
            String host,
            int port,
            URI publicUrl,
            List<String> allowedOrigins,
            List<Cidr> trustedProxies,
            int eventLoops,
            int drainSeconds,
            Transport transport,
            boolean batchedSends) {
        public Http {
            allowedOrigins = List.copyOf(allowedOrigins);
            trustedProxies = List.copyOf(trustedProxies);
        }

        /** How many event loops there will be, at least 1. */
        public int loops() {
            return eventLoops > 0 ? eventLoops : Runtime.getRuntime().availableProcessors();
        }

        Http withPort(int bound) {
            if (port != 0) {
                return this;
            }
            String zero = ":0";
            String real = ":" + bound;
            List<String> origins = allowedOrigins.stream()
                    .map(origin -> origin.endsWith(zero) ? origin.replaceFirst(zero + "$", real) : origin)
                    .toList();
            URI url = publicUrl.getPort() == 0 ? URI.create("http://localhost" + real) : publicUrl;
            return new Http(
                    host, bound, url, origins, trustedProxies, eventLoops, drainSeconds, transport, batchedSends);
        }
    }

    /** Who runs PostgreSQL. */
    public enum DatabaseMode {
        /** The hub itself, from the binaries that it carries, in its data folder. */
        EMBEDDED,
        /** Somebody else. */
        EXTERNAL
    }

    /** How the connection to PostgreSQL is protected. */
    public enum Ssl {
        /** In the clear; right only on one machine or inside a protected network. */
        DISABLE,
        /** Encrypted, the server's name is not checked. */
        REQUIRE,
        /** Encrypted, certificate and name are checked. */
        VERIFY_FULL
    }

    /**
     * Where a PostgreSQL listens.
     *
     * @param name a host name or address
     * @param port its port; 0 is a free one, for the embedded one only
     */
    public record DatabaseHost(String name, int port) {}

    /**
     * The database.
     *
     * @param mode embedded or external
     * @param hosts the servers, one of them the primary and the others its standbys; at least one, none twice
     * @param name the database's name
     * @param user the role that owns it
     * @param password its password; the embedded one makes its own and keeps it in the data folder
     * @param poolSize connections that this node keeps
     * @param ssl how the connection is protected
     */
    public record Database(
            DatabaseMode mode,
            List<DatabaseHost> hosts,
            String name,
            String user,
            Optional<Secret> password,
            int poolSize,
            Ssl ssl) {
        public Database {
            hosts = List.copyOf(hosts);
        }
    }

    /** How event loops talk to the system. */
    public enum Transport {
        /** Linux's epoll; where there is none, as {@link #NIO}. */
        EPOLL,
        /** Linux's io_uring; where there is none the hub does not start. */
        IO_URING,
        /** What the JVM has on every system. */
        NIO
    }

    /** How the nodes of one hub find each other. */
    public enum ClusterMode {
        /** This node is alone. */
        NONE,
        /** By the addresses of the members. */
        TCP,
        /** By the DNS name of a headless service. */
        KUBERNETES
    }

    /**
     * Several nodes on one database. Who reaches these ports is trusted: they belong in a network of the nodes alone.
     *
     * @param mode how the nodes find each other
     * @param name the hub's name; nodes of another name are not let in
     * @param host this node's own address in the network of the nodes; listens there alone
     * @param port where the membership listens (Hazelcast), the same on all nodes unless {@code members} say otherwise
     * @param messagePort where messages of other nodes arrive (Vert.x event bus); 0 takes a free one
     * @param members with TCP the nodes as host or host:port, as many as are known; at least one
     * @param serviceDns with Kubernetes the name under which the DNS lists all nodes
     */
    public record Cluster(
            ClusterMode mode,
            String name,
            String host,
            int port,
            int messagePort,
            List<String> members,
            Optional<String> serviceDns) {
        public Cluster {
            members = List.copyOf(members);
        }

        /** Whether there may be other nodes. */
        public boolean shared() {
            return mode != ClusterMode.NONE;
        }
    }

    /**
     * Keys; a file that does not exist is made at the first start, readable by its owner alone.
     *
     * @param signingKeyFile the private key that signs access tokens: P-256, PKCS #8, PEM
     * @param secretKeyFile 32 random bytes that sign links and the addresses of callbacks
     */
    public record Security(Path signingKeyFile, Path secretKeyFile) {}

    /** Who carries SMS. */
    public enum SmsProvider {
        /** Nobody: people without an app are listed as not reached. */
        NONE,
        /** Twilio, or what speaks its interface. */
        TWILIO,
        /** The sandbox inside the hub. */
        SANDBOX
    }

    /**
     * The SMS provider.
     *
     * @param provider who carries SMS
     * @param accountSid the account; present with Twilio
     * @param authToken its token; present with Twilio
     * @param messagingServiceSid the messaging service; with Twilio this or {@code from} is present
     * @param from the sender: a number, a short code, or up to 11 letters and digits
     * @param baseUrl where the provider listens, if not at its usual address
     * @param perSecond messages handed over in a second, at most
     * @param validityMinutes how long the provider may try
     * @param centsPerSegment what a segment costs, in euro cents; for what is shown to writers
     * @param linkDays how long the short link in a text message opens its post
     * @param second who carries SMS when the first certainly did not take one
     */
    public record Sms(
            SmsProvider provider,
            Optional<String> accountSid,
            Optional<Secret> authToken,
            Optional<String> messagingServiceSid,
            Optional<String> from,
            Optional<URI> baseUrl,
            int perSecond,
            int validityMinutes,
            BigDecimal centsPerSegment,
            int linkDays,
            SecondSms second) {}

    /** The second one who carries SMS. */
    public enum SecondProvider {
        /** Nobody. */
        NONE,
        /** An operator or aggregator, over SMPP 3.4. */
        SMPP
    }

    /** How a text of several segments is handed over by SMPP. */
    public enum LongMessages {
        /** In one request; the message centre cuts it. */
        PAYLOAD,
        /** In one request a segment, joined by a header. */
        PARTS
    }

    /**
     * The second SMS provider.
     *
     * @param provider who it is
     * @param host the message centre; present with SMPP
     * @param port its port
     * @param tls whether the connection is encrypted
     * @param systemId who we are there; present with SMPP
     * @param password our password there; present with SMPP
     * @param sourceAddress the sender: a number, a short code, or up to 11 letters and digits; present with SMPP
     * @param longMessages how a text of several segments is handed over
     * @param perSecond messages handed over in a second, at most
     * @param window messages without answer at the same time, at most
     */
    public record SecondSms(
            SecondProvider provider,
            Optional<String> host,
            int port,
            boolean tls,
            Optional<String> systemId,
            Optional<Secret> password,
            Optional<String> sourceAddress,
            LongMessages longMessages,
            int perSecond,
            int window) {}

    /** Who wakes up devices. */
    public enum PushProvider {
        /** Nobody. */
        NONE,
        /** The push services of browsers, and Apple's and Google's where their settings are given. */
        WEB,
        /** The same, and the sandbox inside the hub. */
        SANDBOX
    }

    /**
     * Push to browsers and apps.
     *
     * @param provider who wakes up devices
     * @param contact whom a push service may ask, as {@code mailto:} or {@code https:}; empty for the hub's public address
     * @param services hosts of the push services that are spoken to; {@code *.} stands for all below
     * @param perSecond pushes handed over in a second, at most
     * @param keyFile the private key that browsers subscribe with (VAPID): P-256, PKCS #8, PEM
     * @param apns Apple's service for a native app
     * @param fcm Google's service for a native app
     */
    public record Push(
            PushProvider provider,
            String contact,
            List<String> services,
            int perSecond,
            Path keyFile,
            Optional<Apns> apns,
            Optional<Fcm> fcm) {
        public Push {
            services = List.copyOf(services);
        }
    }

    /**
     * Apple's push service.
     *
     * @param keyFile the signing key as Apple gives it (.p8)
     * @param keyId the key's id
     * @param teamId the team's id
     * @param topic the app's bundle id
     * @param development whether apps under development are reached instead of those of the store
     */
    public record Apns(Path keyFile, String keyId, String teamId, String topic, boolean development) {}

    /**
     * Google's push service.
     *
     * @param serviceAccountFile the service account as Google gives it (JSON)
     */
    public record Fcm(Path serviceAccountFile) {}

    /** Who carries e-mail. */
    public enum EmailProvider {
        /** Nobody. */
        NONE,
        /** A mail server, by SMTP. */
        SMTP,
        /** The sandbox inside the hub. */
        SANDBOX
    }

    /** How the connection to the mail server is protected. */
    public enum EmailTls {
        /** In the clear; right only on one machine or inside a protected network. */
        NONE,
        /** By STARTTLS; nothing is sent where the server does not offer it. */
        STARTTLS,
        /** From the first byte on. */
        IMPLICIT
    }

    /**
     * E-mail, out and in.
     *
     * @param provider who carries it
     * @param host the mail server; present with SMTP
     * @param port its port
     * @param tls how the connection is protected
     * @param user the account there; where it is absent the server knows us by our address
     * @param password the account's password; present with {@code user}
     * @param from the address that all our e-mail comes from; present unless nobody carries it
     * @param perSecond e-mails handed over in a second, at most
     * @param connections kept open to the server, at most
     * @param dkim signs what is sent; none where the server does it
     * @param inbound takes answers and what comes back
     */
    public record Email(
            EmailProvider provider,
            Optional<String> host,
            int port,
            EmailTls tls,
            Optional<String> user,
            Optional<Secret> password,
            Optional<String> from,
            int perSecond,
            int connections,
            Optional<Dkim> dkim,
            Inbound inbound) {

        /** What stands behind the {@code @} of {@code from}. */
        public String domain() {
            return from.map(address -> address.substring(address.lastIndexOf('@') + 1))
                    .orElse("localhost");
        }

        /**
         * The signature of the domain (RFC 6376).
         *
         * @param domain the domain whose DNS holds the key
         * @param selector names the key there
         * @param keyFile the private key: RSA, PKCS #8, PEM; made at the first start where it is missing
         */
        public record Dkim(String domain, String selector, Path keyFile) {}

        /**
         * The receiver of answers.
         *
         * @param enabled whether e-mail is received
         * @param host address to listen on
         * @param port port to listen on; 0 takes a free one
         * @param domain the domain whose MX record leads here; answers go to addresses of it
         * @param certificateFile the certificate that STARTTLS shows and those that vouch for it, PEM; empty shows one
         *     that the hub makes for the domain itself
         * @param keyFile its private key: RSA or EC, PKCS #8, PEM; made at the first start where the hub makes the
         *     certificate
         */
        public record Inbound(
                boolean enabled, String host, int port, String domain, Optional<Path> certificateFile, Path keyFile) {}
    }

    /**
     * When notices rest (circular of 10 July 2025).
     *
     * @param enabled whether they rest at all
     * @param zone whose clock counts
     * @param evening from when they rest
     * @param morning until when they rest; at least two hours before {@code evening}
     * @param weekend whether they also rest from Friday evening to Monday morning
     * @param publicHolidays whether public holidays rest like a Sunday
     * @param schoolHolidays whether school holidays rest too
     * @param schoolHolidaysFile more school holidays than the program knows
     */
    public record Pause(
            boolean enabled,
            ZoneId zone,
            LocalTime evening,
            LocalTime morning,
            boolean weekend,
            boolean publicHolidays,
            boolean schoolHolidays,
            Optional<Path> schoolHolidaysFile) {}

    /**
     * How long after a post the steps of the ladder come; each only where the post's goal is not met by then. Push leaves at
     * once, and so does the first route of somebody without push.
     *
     * @param routineEmail e-mail for those who have the app and did not read
     * @param routineList when those who are left are listed
     * @param importantEmail e-mail after push
     * @param importantSms text message after e-mail
     * @param importantList when those who are left are listed
     * @param urgentSms text message after push and e-mail
     * @param urgentList when those who are left are listed
     * @param safetyList when those who are left are listed
     * @param correctionWait how long a correction waits for another one, so that both are told at once
     */
    public record Reach(
            Duration routineEmail,
            Duration routineList,
            Duration importantEmail,
            Duration importantSms,
            Duration importantList,
            Duration urgentSms,
            Duration urgentList,
            Duration safetyList,
            Duration correctionWait) {}

    /**
     * Imaginary telephones for demonstrations and tests.
     *
     * @param enabled whether the hub shows them, to anybody; never with real people's data
     */
    public record Sandbox(boolean enabled) {}

    /** How a line of the log looks. */
    public enum LogFormat {
        /** One JSON object a line. */
        JSON,
        /** For people. */
        TEXT
    }

    /** The least important lines that are still written. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /**
     * The log, on standard output.
     *
     * @param format how a line looks
     * @param level what is written
     */
    public record Log(LogFormat format, LogLevel level) {}
}
