package fr.preau.hub.sandbox;

import fr.preau.channels.problem.Problem;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The imaginary mailboxes: what they got, one e-mail as it came, and an answer to the last one. */
final class MailboxRoutes {
    private static final int SHOWN = 60;
    private static final int LONGEST = 20_000;

    private final Mailboxes mailboxes;
    private final SandboxLetters letters;
    private final OwnerStore owners;

    MailboxRoutes(Ground ground, Mailboxes mailboxes, SandboxLetters letters) {
        this.mailboxes = mailboxes;
        this.letters = letters;
        this.owners = new OwnerStore(ground.pool());
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.open("sandboxMailboxes", HttpMethod.GET, "/sandbox/mailboxes", this::list),
                Endpoint.open("sandboxMail", HttpMethod.GET, "/sandbox/mails/{id}", this::one),
                Endpoint.open("sandboxMailReply", HttpMethod.POST, "/sandbox/mailboxes/{address}/reply", this::reply));
    }

    /** An e-mail as the page shows it. */
    record Shown(String id, Instant at, String from, String subject, String text) {
        static Shown of(Mailboxes.Message message) {
            return new Shown(message.id(), message.at(), message.from(), message.subject(), message.text());
        }
    }

    /** A mailbox with its owner, if a person has that address. */
    record Box(String address, @Nullable String owner, List<Shown> messages) {}

    /** @param version to be sent back as {@code since}: while nothing came, the answer is empty (204) */
    record Answer(long version, int count, List<Box> mailboxes) {}

    /** What the mailbox's owner answers. */
    record Written(@Nullable String text) {}

    private Future<Reply> list(Exchange x) {
        long version = mailboxes.version();
        if (x.number("since", -1, -1, Long.MAX_VALUE) == version) {
            return Future.succeededFuture(Reply.none());
        }
        var query = x.query("q");
        var found = mailboxes.latest(query == null ? "" : query.strip().toLowerCase(Locale.ROOT), SHOWN);
        return owners.ownersOfMailboxes(
                        found.stream().map(Mailboxes.Mailbox::address).toList())
                .map(names -> found.stream()
                        .map(box -> new Box(
                                box.address(),
                                names.get(box.address()),
                                box.messages().stream().map(Shown::of).toList()))
                        .toList())
                .map(shown -> Reply.ok(new Answer(version, mailboxes.count(), shown)));
    }

    private Future<Reply> one(Exchange x) {
        byte[] bytes = mailboxes.whole(x.path("id")).orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        return Future.succeededFuture(Reply.text("text/plain; charset=utf-8", Buffer.buffer(bytes)));
    }

    private Future<Reply> reply(Exchange x) {
        var address = URLDecoder.decode(x.path("address").replace("+", "%2B"), StandardCharsets.UTF_8)
                .toLowerCase(Locale.ROOT);
        var text = Fields.text("text", x.body(Written.class).text(), 1, LONGEST);
        var last = mailboxes.answerable(address).orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        return letters.answer(address, last, text)
                .map(done -> Reply.ok(Map.of("taken", true)))
                .recover(refused -> Future.succeededFuture(
                        Reply.json(502, Map.of("taken", false, "words", String.valueOf(refused.getMessage())))));
    }
}
