package fr.preau.hub.email;

import fr.preau.bridge.Outcome;
import fr.preau.bridge.email.Mail;
import fr.preau.bridge.email.MailSender;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Html;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.Carrier;
import fr.preau.hub.reach.MailPreview;
import fr.preau.hub.reach.Wordings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** E-mail, put together as the settings have it. */
public final class Email {
    private final Ground ground;
    private final Optional<MailSender> sender;
    private final MailPlan plan;

    private final Wordings wordings;
    private final Optional<Carrier> carrier;
    private final Optional<MailroomVerticle> mailroom;

    private Email(Ground ground, Optional<MailSender> sender, Conversation conversation, Wordings wordings) {
        this.ground = ground;
        this.wordings = wordings;
        this.sender = sender;
        var inbound = ground.settings().email().inbound();
        this.plan = new MailPlan(inbound.enabled() ? Optional.of(inbound.domain()) : Optional.empty());
        this.carrier = sender.map(open -> new EmailCarrier(ground, open, composer(), wordings));
        this.mailroom = sender.filter(open -> plan.answers())
                .map(open -> new MailroomVerticle(
                        ground,
                        new Mailroom(
                                ground,
                                plan,
                                new Answers(ground, conversation, open.name(), new Apology(ground, open)),
                                new Bounces(ground, open.name()),
                                new Complaints(ground, open.name()))));
    }

    /**
     * The HTTP port must be known.
     *
     * @param sandbox the port of the imaginary mailboxes on this machine, where they are open
     * @param wordings the words that territories chose
     */
    public static Email open(Ground ground, Optional<Integer> sandbox, Conversation conversation, Wordings wordings) {
        return new Email(ground, EmailGate.open(ground, sandbox), conversation, wordings);
    }

    /** Those who carry e-mail; none where the settings name nobody. */
    public List<Carrier> carriers() {
        return carrier.<List<Carrier>>map(List::of).orElse(List.of());
    }

    /** The daily e-mails, for one deployment on a node that delivers; none where nobody carries e-mail. */
    public Optional<VerticleBase> digests() {
        return sender.flatMap(
                open -> carrier.map(slots -> new DigestVerticle(ground, open, composer(), slots, wordings)));
    }

    /** What takes answers, for one deployment on a node that delivers; none where the settings say so. */
    public Optional<MailroomVerticle> mailroom() {
        return mailroom;
    }

    /** An e-mail that its reader asked for this moment, in one try; false where nobody carries e-mail or took it. */
    public Future<Boolean> send(String address, String subject, String text) {
        if (sender.isEmpty()) {
            return Future.succeededFuture(false);
        }
        byte[] id = new byte[12];
        ground.random().nextBytes(id);
        var from = ground.settings().email().from().orElseThrow();
        var mail = new Mail(
                "contact." + HexFormat.of().formatHex(id),
                Optional.empty(),
                new Mail.From("Préau", from),
                from,
                address,
                Optional.empty(),
                Optional.empty(),
                subject,
                text,
                "<!DOCTYPE html><html><body><p>" + Html.escaped(text) + "</p></body></html>",
                ground.clock().instant());
        return sender.get().send(mail).map(outcome -> outcome instanceof Outcome.Accepted);
    }

    private Composer composer() {
        var settings = ground.settings();
        return new Composer(
                settings.http().publicUrl(),
                settings.email().from().orElse("ecole@preau.example"),
                plan,
                settings.pause().zone());
    }

    /** Shows e-mail without sending it; also where nobody carries it. */
    public MailPreview preview() {
        return composer()::preview;
    }

    /** The way off the list; none where nobody carries e-mail. */
    public List<Endpoint> endpoints() {
        return sender.isPresent() ? new OffRoutes(ground).endpoints() : List.of();
    }
}
