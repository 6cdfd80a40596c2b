package fr.preau.bridge.email;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The headers of an e-mail that we set ourselves. */
final class MailHeaders {
    /** What the signature covers; whoever changes one of these breaks it. */
    static final List<String> SIGNED = List.of(
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "References",
            "Reply-To",
            "MIME-Version",
            "Content-Type",
            "List-Unsubscribe",
            "List-Unsubscribe-Post");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int ENCODED_BYTES = 39; // of UTF-8, so that an encoded word stays below 76 characters

    private MailHeaders() {}

    /** @param domain the right part of the ids */
    static MultiMap of(Mail mail, String domain) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        // The mail client would write "address (name)", which some programs show as the bare address.
        headers.add("From", from(mail.from()));
        headers.add("Message-ID", messageId(mail.id(), domain));
        headers.add("Date", date(mail.at()));
        headers.add("Subject", words(mail.subject()));
        mail.thread().ifPresent(thread -> headers.add("References", messageId(thread, domain)));
        mail.replyTo().ifPresent(to -> headers.add("Reply-To", "<" + to + ">"));
        mail.unsubscribe().ifPresent(at -> {
            headers.add("List-Unsubscribe", "<" + at + ">");
            headers.add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        });
        headers.add("Auto-Submitted", "auto-generated");
        headers.add("X-Auto-Response-Suppress", "All");
        return headers;
    }

    static String messageId(String id, String domain) {
        return "<" + id + "@" + domain + ">";
    }

    private static String date(Instant at) {
        return DATE.format(at);
    }

    private static String from(Mail.From from) {
        return from.name().isBlank()
                ? "<" + from.address() + ">"
                : words(quoted(from.name())) + " <" + from.address() + ">";
    }

    private static String quoted(String name) {
        var line = oneLine(name);
        return ascii(line) ? "\"" + line.replace("\\", "").replace("\"", "") + "\"" : line;
    }

    /** A header's words, encoded (RFC 2047) where they are not all ASCII. Line breaks cannot get in. */
    static String words(String text) {
        var line = oneLine(text);
        if (ascii(line)) {
            return line;
        }
        var encoded = new StringBuilder();
        var part = new StringBuilder();
        int bytes = 0;
        for (int point : line.codePoints().toArray()) {
            var letter = Character.toString(point);
            int size = letter.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > ENCODED_BYTES) {
                word(encoded, part);
                bytes = 0;
            }
            part.append(letter);
            bytes += size;
        }
        word(encoded, part);
        return encoded.toString();
    }

    private static void word(StringBuilder encoded, StringBuilder part) {
        encoded.append(encoded.isEmpty() ? "" : "\r\n ")
                .append("=?UTF-8?B?")
                .append(Base64.getEncoder().encodeToString(part.toString().getBytes(StandardCharsets.UTF_8)))
                .append("?=");
        part.setLength(0);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(letter -> letter < 128) && !text.contains("=?");
    }
}
