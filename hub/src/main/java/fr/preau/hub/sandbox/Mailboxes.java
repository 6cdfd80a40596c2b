package fr.preau.hub.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each imaginary mailbox got. The last ones only: 20 e-mails a mailbox, 30,000 mailboxes, and the whole of an e-mail for
 * the last 1,000. Safe for all threads.
 */
final class Mailboxes {
    private static final int MAILS = 20;
    private static final int MAILBOXES = 30_000;
    private static final int WHOLE = 1_000;

    /**
     * One e-mail as a mailbox shows it.
     *
     * @param replyTo where an answer goes; empty where none is read
     * @param messageId the sender's name for it
     */
    record Message(String id, Instant at, String from, String subject, String text, String replyTo, String messageId) {}

    /** One mailbox, its newest e-mail first. */
    record Mailbox(String address, List<Message> messages) {}

    private final LinkedHashMap<String, Deque<Message>> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Message>> eldest) {
            return size() > MAILBOXES;
        }
    };
    private final LinkedHashMap<String, byte[]> whole = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > WHOLE;
        }
    };
    private long version;

    synchronized void got(String address, Message message, byte[] bytes) {
        var messages = byAddress.computeIfAbsent(address, first -> new ArrayDeque<>(2));
        messages.addFirst(message);
        if (messages.size() > MAILS) {
            messages.removeLast();
        }
        whole.put(message.id(), bytes);
        version++;
    }

    /** Grows with every e-mail. */
    synchronized long version() {
        return version;
    }

    synchronized int count() {
        return byAddress.size();
    }

    /** The mailboxes that got something last, the latest first, whose address holds {@code part}. */
    synchronized List<Mailbox> latest(String part, int most) {
        var found = new ArrayList<Mailbox>();
        for (var entry : byAddress.sequencedEntrySet().reversed()) {
            if (found.size() == most) {
                break;
            }
            if (entry.getKey().contains(part)) {
                found.add(new Mailbox(entry.getKey(), List.copyOf(entry.getValue())));
            }
        }
        return found;
    }

    /** The last e-mail of a mailbox that can be answered. */
    synchronized Optional<Message> answerable(String address) {
        return byAddress.getOrDefault(address, new ArrayDeque<>()).stream()
                .filter(message -> !message.replyTo().isEmpty())
                .findFirst();
    }

    /** An e-mail as it came over the wire, while it is kept. */
    synchronized Optional<byte[]> whole(String id) {
        return Optional.ofNullable(whole.get(id));
    }
}
