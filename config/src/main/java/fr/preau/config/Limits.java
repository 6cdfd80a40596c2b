package fr.preau.config;

/**
 * Every limit of the hub, its unit in its name, set as {@code limits.NAME}. A value outside its range is refused at
 * start. Sources: "rules" are the security parameters of the field (ANSSI and CNIL advice, OWASP ASVS, the
 * circular on the pause of 10 July 2025), "promise" is a figure in GUARANTEES.md, "measured" came out of a bench, "ours"
 * is a choice that may be changed without breaking anything.
 */
public record Limits(
        /** Largest body of a request, except an import. Ours: 8,000 characters of text fit four times. */
        @Limit(standard = 65_536, min = 16_384, max = 16_777_216)
        int bodyBytes,
        /** Largest file of a directory import. Ours: the ONDE export of 60 schools. */
        @Limit(standard = 20_971_520, min = 65_536, max = 268_435_456)
        int importBytes,
        /** Largest head of a request, first line excluded. Ours: the usual limit of proxies. */
        @Limit(standard = 8_192, min = 4_096, max = 65_536) int headerBytes,
        /** Longest first line of a request. Ours. */
        @Limit(standard = 4_096, min = 1_024, max = 65_536) int addressBytes,
        /** An idle HTTP connection is closed after this. Ours; streams are kept by their own pings. */
        @Limit(standard = 75, min = 5, max = 3_600) int httpIdleSeconds,
        /** Longest text of a post. Ours: two printed pages. */
        @Limit(standard = 8_000, min = 500, max = 100_000) int textChars,
        /** Longest text of a search. Ours. */
        @Limit(standard = 200, min = 20, max = 1_000) int searchChars,
        /** Items of a page unless the client says a number. Ours. */
        @Limit(standard = 50, max = 1_000) int pageSize,
        /** Items of a page at most. Ours. */
        @Limit(standard = 100, max = 1_000) int pageSizeMax,

        /** Posts that may wait to be written on one node; more are refused as busy. Ours: half a second of a full node. */
        @Limit(standard = 10_000, max = 1_000_000) int postsWaiting,
        /** Posts written with one commit at most. Measured: beyond some hundreds a longer batch gains nothing. */
        @Limit(standard = 500, max = 10_000) int postsPerCommit,

        /** Largest message on a stream, either way. Rules: 32 KiB. */
        @Limit(standard = 32_768, min = 4_096, max = 1_048_576)
        int frameBytes,
        /** Messages that one socket may send. Rules: 100 a minute. */
        @Limit(standard = 100, max = 1_000_000) int messagesPerMinute,
        /** Open streams of one person, over all devices. Rules: 10. */
        @Limit(standard = 10, max = 1_000) int socketsPerPerson,
        /** Channels that one socket may follow. Ours: a town officer follows every list of 200 schools. */
        @Limit(standard = 600, max = 100_000) int subscriptionsPerSocket,
        /** A stream that has not said hello by then is closed. Rules: 5 s. */
        @Limit(standard = 5, max = 60) int helloSeconds,
        /** Hellos that a node works at, at a time. Ours: enough that they ask the database together. */
        @Limit(standard = 64, max = 100_000) int hellosAtOnce,
        /** Hellos that wait for their turn on a node; who comes beyond that is told to try later. Ours. */
        @Limit(standard = 20_000, min = 0, max = 100_000) int hellosWaiting,
        /** Clients whose connections ended together are told to come back spread so that so many come. Measured. */
        @Limit(standard = 500, max = 1_000_000) int comeBackPerSecond,
        /** The hub pings each stream this often. Rules: 25 s. */
        @Limit(standard = 25, max = 300) int pingSeconds,
        /** A stream from which nothing came for so long is dead and closed. Promise: 60 s. */
        @Limit(standard = 60, min = 2, max = 900) int deadAfterSeconds,
        /** Bytes queued for one reader; above it the reader is cut and comes back by its cursor. Promise: 1 MiB. */
        @Limit(standard = 1_048_576, min = 65_536, max = 67_108_864)
        int slowReaderBytes,
        /** Encoded posts that a node keeps of each live channel for those who come back. Ours. */
        @Limit(standard = 262_144, min = 0, max = 67_108_864)
        int tailBytesPerChannel,
        /** Encoded posts that a node keeps over all channels; what was not used for longest gives way. Ours. */
        @Limit(standard = 67_108_864, min = 0, max = 2_000_000_000)
        int tailBytesPerNode,
        /** A channel that nobody listens to any more stays live for so long, for those who come back. Ours. */
        @Limit(standard = 30, min = 0, max = 3_600) int lingerSeconds,
        /** Each node asks this often how far its live channels go, in case a wake-up was lost. Ours. */
        @Limit(standard = 5, max = 300) int lookSeconds,
        /** Missed events of one channel that are sent again; who missed more reads the channel anew. Promise: 10,000. */
        @Limit(standard = 20_000, max = 10_000_000) int catchUpEvents,
        /** Missed posts read from the database at a time. Measured: best between 200 and 1,000. */
        @Limit(standard = 500, max = 10_000) int catchUpPage,
        /** How old a right may be on an open stream. Promise: a loss shows within 5 s, so 2 leaves a margin. */
        @Limit(standard = 2, max = 5) int rightsSeconds,

        /** Life of an access token. Rules: 10 min. */
        @Limit(standard = 10, max = 60) int accessTokenMinutes,
        /** Life of a refresh token of families and pupils. Rules: 30 days. */
        @Limit(standard = 30, max = 90) int refreshDays,
        /** Life of a refresh token of staff. Rules: 12 h. */
        @Limit(standard = 12, max = 168) int refreshStaffHours,
        /** A spent refresh token gives the same successor for so long on the same device. Rules: 30 s. */
        @Limit(standard = 30, min = 0, max = 300) int refreshGraceSeconds,
        /** Wrong passwords of one account before it is locked for a growing time. Rules: 5. */
        @Limit(standard = 5, max = 20) int loginFailures,
        /** The longest lock of an account; the first is 1 s and each further one doubles. Rules: 15 min. */
        @Limit(standard = 15, max = 1_440) int loginLockMinutes,
        /** Sign-ins that one address may try at once. Rules: 30, a school's whole class behind one router. */
        @Limit(standard = 30, max = 100_000) int loginBurst,
        /** Sign-ins that one address gains back. Rules: 1 a minute. */
        @Limit(standard = 1, max = 100_000) int loginPerMinute,
        /** Life of a printed activation code. Ours: holidays are shorter. */
        @Limit(standard = 30, max = 120) int activationDays,
        /** Shortest password of an adult. Rules: 12. */
        @Limit(standard = 12, min = 12, max = 64) int passwordMinChars,
        /** Longest password; more would only cost work. OWASP: at least 64 must be allowed. */
        @Limit(standard = 256, min = 64, max = 4_096) int passwordMaxChars,

        /** A delivery whose worker says nothing for so long is in doubt, an outbox entry is claimed anew. Ours. */
        @Limit(standard = 60, min = 15, max = 3_600) int leaseSeconds,
        /** Deliveries claimed at a time. Measured: best at 100. */
        @Limit(standard = 100, max = 10_000) int deliveryBatch,
        /** An SMS that could not leave for so long is told as not reached instead. Ours: a day-old notice misleads. */
        @Limit(standard = 24, max = 168) int maxSmsAgeHours,
        /** Segments of an SMS, each of which is paid for; a longer text is cut. Ours: about 300 or, with ê and ç, 130. */
        @Limit(standard = 2, max = 10) int smsSegments,
        /** A provider that has not answered by then leaves the delivery in doubt. Ours. */
        @Limit(standard = 10, max = 60) int providerSeconds,
        /** What waited in the pause leaves spread over so long. Rules: 15 min. */
        @Limit(standard = 15, min = 0, max = 120) int pauseSpreadMinutes,
        /** A delivery that ended so long ago moves to the archive. Ours: no step of a ladder, link or report comes later. */
        @Limit(standard = 60, min = 35, max = 400) int archiveAfterDays,
        /** What the outbox did is forgotten after this. Ours. */
        @Limit(standard = 7, max = 90) int outboxKeptDays,
        /** Who was told of what is erased so long after the end of the school year. Rules: 3 months. */
        @Limit(standard = 3, min = 0, max = 12) int reachKeptMonths,

        /** From the signal to stop until the program ends, open streams included. Promise: 10 s. */
        @Limit(standard = 10, max = 300) int shutdownSeconds) {

    public Limits {
        require(pageSize <= pageSizeMax, "pageSize", "at most pageSizeMax");
        require(pingSeconds < deadAfterSeconds, "pingSeconds", "less than deadAfterSeconds");
        require(slowReaderBytes >= frameBytes, "slowReaderBytes", "at least frameBytes");
        require(providerSeconds < leaseSeconds, "providerSeconds", "less than leaseSeconds");
    }

    /** The limits as they are where nothing is set. */
    public static Limits standard() {
        return LimitsReader.standard();
    }

    private static void require(boolean held, String name, String allowed) {
        if (!held) {
            throw new InvalidLimit(name, allowed);
        }
    }
}
