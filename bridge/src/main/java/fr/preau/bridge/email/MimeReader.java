package fr.preau.bridge.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Reads the bytes of an e-mail that anybody may have made. It reads only what stands in them, keeps no file, and stops at its
 * limits: nesting, parts, headers, lines, text.
 */
public final class MimeReader {
    private static final int DEEPEST = 8;
    private static final int MOST_PARTS = 60;
    private static final int LONGEST_TEXT = 200_000; // bytes of one part, decoded
    private static final Pattern ANGLE = Pattern.compile("<([^<>]{3,254})>");
    private static final MimeConfig LIMITS = MimeConfig.custom()
            .setMaxLineLen(100_000)
            .setMaxHeaderLen(32_768)
            .setMaxHeaderCount(300)
            .setMaxContentLen(64L * 1024 * 1024)
            .build();

    /** It is no e-mail, or one that exceeds a limit. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why, null, false, false);
        }
    }

    private final Map<String, String> headers = new HashMap<>();
    private final List<DeliveryReport> reports = new ArrayList<>();
    private Optional<FeedbackReport> feedback = Optional.empty();
    private String plain = "";
    private String html = "";
    private String type = "";
    private boolean attached;
    private int attachments;
    private int depth;
    private int parts;

    private MimeReader() {}

    /**
     * @throws Unreadable with words that may be told to the sender
     */
    public static InboundMail read(byte[] bytes) throws Unreadable {
        try {
            return new MimeReader().mail(new ByteArrayInputStream(bytes));
        } catch (MimeException | IOException | IllegalStateException e) {
            throw new Unreadable("the message is not well-formed, or one of its headers or lines is too long");
        }
    }

    private InboundMail mail(InputStream bytes) throws IOException, MimeException, Unreadable {
        var stream = new MimeTokenStream(LIMITS);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(bytes);
        for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            switch (state) {
                case T_FIELD -> field(stream.getField());
                case T_START_HEADER -> {
                    type = "";
                    attached = false;
                }
                case T_START_MULTIPART -> deeper();
                case T_END_MULTIPART -> depth--;
                case T_BODY -> part(stream);
                default -> {}
            }
        }
        boolean onlyHtml = plain.isBlank();
        return new InboundMail(
                id(),
                from(),
                headers,
                onlyHtml ? html : plain,
                onlyHtml && !html.isEmpty(),
                attachments,
                reports,
                feedback);
    }

    private void deeper() throws Unreadable {
        if (++depth > DEEPEST) {
            throw new Unreadable("the message has parts within parts more than " + DEEPEST + " deep");
        }
    }

    private void field(Field field) {
        var name = field.getName().toLowerCase(Locale.ROOT);
        var value = field.getBody() == null ? "" : field.getBody();
        if (name.equals("content-disposition") && value.toLowerCase(Locale.ROOT).contains("attachment")) {
            attached = true;
        }
        if (depth == 0 && parts == 0) {
            headers.putIfAbsent(name, decoded(value));
        }
    }

    private static String decoded(String value) {
        var line = value.replaceAll("\\s+", " ").strip();
        try {
            return clean(DecoderUtil.decodeEncodedWords(line, DecodeMonitor.SILENT));
        } catch (RuntimeException broken) {
            return clean(line);
        }
    }

    private void part(MimeTokenStream stream) throws IOException, Unreadable {
        if (++parts > MOST_PARTS) {
            throw new Unreadable("the message has more than " + MOST_PARTS + " parts");
        }
        var body = stream.getBodyDescriptor();
        type = String.valueOf(body.getMimeType()).toLowerCase(Locale.ROOT);
        switch (type) {
            case "text/plain" -> {
                var text = text(stream, body.getCharset());
                if (!attached && plain.isBlank()) {
                    plain = text;
                } else {
                    attachments++;
                }
            }
            case "text/html" -> {
                var text = text(stream, body.getCharset());
                if (!attached && html.isBlank()) {
                    html = text;
                }
            }
            case "message/delivery-status" -> reports.addAll(DeliveryReport.read(text(stream, "us-ascii")));
            case "message/feedback-report" ->
                feedback = FeedbackReport.read(text(stream, "us-ascii")).or(() -> feedback);
            case "message/rfc822", "text/rfc822-headers" -> original(stream);
            default -> attachments++;
        }
    }

    /** An e-mail of ours that is reported on: only its headers are looked at, and only after the report. */
    private void original(MimeTokenStream stream) throws IOException {
        attachments++;
        if (feedback.isPresent()) {
            feedback = Optional.of(feedback.get().with(text(stream, "us-ascii")));
        }
    }

    private static String text(MimeTokenStream stream, String charset) throws IOException {
        byte[] bytes = stream.getDecodedInputStream().readNBytes(LONGEST_TEXT);
        return clean(new String(bytes, charset(charset)));
    }

    /** An unknown one is read as what most old programs mean. */
    private static Charset charset(String name) {
        try {
            return name == null || name.isBlank() || name.equalsIgnoreCase("us-ascii")
                    ? StandardCharsets.UTF_8
                    : Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t\\r]]", "")
                .replace("\r\n", "\n")
                .replace('\r', '\n');
    }

    private String id() {
        var found = ANGLE.matcher(headers.getOrDefault("message-id", ""));
        return found.find() ? found.group(1) : "";
    }

    private Optional<MailAddress> from() {
        var written = headers.getOrDefault("from", "");
        var found = ANGLE.matcher(written);
        return MailAddress.read(found.find() ? found.group(1) : written);
    }
}
