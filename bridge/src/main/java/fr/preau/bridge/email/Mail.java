package fr.preau.bridge.email;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * One e-mail to one mailbox.
 *
 * @param id names it for ever, so that a mailbox can tell a second copy: the left part of its Message-ID
 * @param thread names what it is about: e-mails of one thread are shown together
 * @param from who writes, as the reader sees it
 * @param envelope where what cannot be delivered goes back to
 * @param to the mailbox
 * @param replyTo where an answer goes to; none where answers are not read
 * @param unsubscribe where a mail program may take the reader off the list with one POST (RFC 8058)
 * @param text the same as {@code html} in plain words
 * @param at when it was written
 */
public record Mail(
        String id,
        Optional<String> thread,
        From from,
        String envelope,
        String to,
        Optional<String> replyTo,
        Optional<URI> unsubscribe,
        String subject,
        String text,
        String html,
        Instant at) {

    /**
     * Who writes.
     *
     * @param name as people know the writer; may be empty
     * @param address a mailbox of ours
     */
    public record From(String name, String address) {}

    /** Without address and text: both are personal. */
    @Override
    public String toString() {
        return "Mail[id=" + id + "]";
    }
}
