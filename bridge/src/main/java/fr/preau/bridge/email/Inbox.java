package fr.preau.bridge.email;

import java.util.List;
import java.util.Optional;

/** Whom e-mail is taken for, and what is done with it. Called from threads that may wait. */
public interface Inbox {

    /**
     * Whether this recipient is ours.
     *
     * @return nothing, or what to tell the sender
     */
    Optional<SmtpReply> refuses(String recipient);

    /**
     * Takes an e-mail. What it answers is the truth: after a yes, nothing is lost.
     *
     * @param envelope the sender in the envelope; empty for the null sender
     * @param recipients those that were not refused, at least one
     */
    SmtpReply take(String envelope, List<String> recipients, byte[] message);
}
