package fr.preau.hub.email;

import fr.preau.bridge.email.Mail;
import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Discretion;
import fr.preau.channels.reach.Purpose;
import fr.preau.channels.template.Part;
import fr.preau.channels.template.Variable;
import fr.preau.hub.edge.Html;
import fr.preau.hub.reach.Claimed;
import fr.preau.hub.reach.MailPreview;
import fr.preau.hub.reach.ToldPost;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes the e-mail of a letter. */
final class Composer {
    /** Where a reader may write as well. */
    private static final Set<ChannelKind> BOTH_WAYS =
            EnumSet.of(ChannelKind.CLASS_FAMILIES, ChannelKind.LIAISON, ChannelKind.DIRECT);

    private static final int LINE = 300;

    private final MailPages pages = new MailPages();
    private final URI hub;
    private final String from;
    private final MailPlan plan;
    private final ZoneId zone;

    /**
     * @param hub how people reach the app
     * @param from the address that all e-mail comes from
     * @param zone on whose clock days are named
     */
    Composer(URI hub, String from, MailPlan plan, ZoneId zone) {
        this.zone = zone;
        this.hub = hub;
        this.from = from;
        this.plan = plan;
    }

    /**
     * @param id names the e-mail for ever
     * @param repliable whether an answer by e-mail can be told whose it is
     */
    Mail mail(
            String id,
            Letter letter,
            String language,
            Purpose purpose,
            String to,
            MailToken token,
            boolean repliable,
            Instant at) {
        var words = MailWords.in(language);
        boolean answers =
                repliable && plan.answers() && BOTH_WAYS.contains(letter.post().kind());
        var page = new MailPage(
                words.language(),
                sender(words, letter),
                words.say("wrote", letter.post().author()),
                letter.template(Part.INTRO, language)
                        .map(intro -> intro.fill(values(words, letter)))
                        .orElse(""),
                List.of(item(words, letter)),
                answers ? words.say("reply") : "",
                words.say("why", letter.post().place()),
                words.say("off", words.kind(Optional.of(letter.post().category()))),
                plan.off(hub, token).toString());
        var prefix = words.prefix(letter.post().urgency(), purpose);
        var heading = letter.title()
                .map(title -> letter.template(Part.SUBJECT, language)
                        .map(subject -> prefix + subject.fill(values(words, letter)))
                        .orElseGet(() -> words.say("subject", prefix, shortSender(words, letter, title), title)))
                .orElseGet(() -> words.say("subject.sealed", prefix, sender(words, letter)));
        return new Mail(
                id,
                Optional.of("post." + letter.post().id()),
                new Mail.From(words.say("from", sender(words, letter)), from),
                plan.envelope(token, from),
                to,
                answers ? Optional.of(plan.answerTo(token)) : Optional.empty(),
                Optional.of(plan.off(hub, token)),
                heading,
                pages.text(page),
                pages.html(page),
                at);
    }

    private static Map<Variable, String> values(MailWords words, Letter letter) {
        return Map.of(
                Variable.SCHOOL, sender(words, letter),
                Variable.TITLE, letter.title().orElse(""),
                Variable.AUTHOR, letter.post().author());
    }

    /** What an invented post would look like. */
    MailPreview.Seen preview(MailPreview.Sample sample) {
        var kind = kind(sample.category());
        var post = new ToldPost(
                new UUID(0, 0),
                new UUID(0, 0),
                1,
                kind,
                Urgency.ROUTINE,
                null,
                sample.place(),
                kind == ChannelKind.TOWN_BULLETIN
                        ? Optional.of(sample.category().code())
                        : Optional.empty(),
                sample.author(),
                sample.title().isBlank() ? Optional.empty() : Optional.of(sample.title()),
                sample.text(),
                false,
                Discretion.keeps(kind, "", List.of()));
        var mail = mail(
                "preview",
                Letter.of(post, sample.book()),
                sample.language(),
                Purpose.NOTICE,
                "parent@preau.example",
                new MailToken("a".repeat(26)),
                true,
                Instant.EPOCH);
        return new MailPreview.Seen(mail.subject(), mail.text(), mail.html());
    }

    private static ChannelKind kind(Category category) {
        return switch (category) {
            case CLASS -> ChannelKind.CLASS_FAMILIES;
            case LIAISON -> ChannelKind.LIAISON;
            case NOTICE -> ChannelKind.SCHOOL_NOTICE;
            case DIRECT -> ChannelKind.DIRECT;
            case STAFF -> ChannelKind.STAFF_ROOM;
            case INSPECTION -> ChannelKind.INSPECTION;
            case CANTEEN, TRANSPORT, CARE, EARLY_CHILDHOOD -> ChannelKind.TOWN_BULLETIN;
        };
    }

    /** One e-mail for several deliveries to one mailbox, a few lines each. */
    Mail digest(List<Claimed> together, Letters letters, MailToken token, Instant at) {
        var first = together.getFirst();
        var words = MailWords.in(first.language());
        var day = DateTimeFormatter.ofPattern("d MMMM", words.locale())
                .withZone(zone)
                .format(at);
        var page = new MailPage(
                words.language(),
                "Préau",
                words.say("digest.intro", together.size()),
                "",
                together.stream()
                        .map(one -> line(words, letters.of(one), one.purpose()))
                        .toList(),
                "",
                words.say("why", letters.of(first).post().place()),
                words.say("off", words.kind(Optional.empty())),
                plan.off(hub, token).toString());
        return new Mail(
                "digest." + first.id() + "." + first.attempt(),
                Optional.empty(),
                new Mail.From("Préau", from),
                plan.envelope(token, from),
                first.address(),
                Optional.empty(),
                Optional.of(plan.off(hub, token)),
                words.say("digest.subject", day),
                pages.text(page),
                pages.html(page),
                at);
    }

    private MailPage.Item line(MailWords words, Letter letter, Purpose purpose) {
        var title = words.prefix(letter.post().urgency(), purpose)
                + sender(words, letter)
                + letter.title().map(said -> " – " + said).orElse("");
        var text = letter.post().discreet() ? words.say("sealed") : beginning(letter.plain());
        return new MailPage.Item(
                title,
                "<p>" + Html.escaped(text) + "</p>",
                text,
                letter.post().toSign() ? words.say("sign") : "",
                words.say(BOTH_WAYS.contains(letter.post().kind()) ? "open" : "open.only"),
                link(letter));
    }

    private static String beginning(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LINE ? line : line.substring(0, LINE - 1).strip() + "…";
    }

    private String link(Letter letter) {
        return hub.resolve("/c/" + letter.post().channel() + "?post="
                        + letter.post().seq())
                .toString();
    }

    private MailPage.Item item(MailWords words, Letter letter) {
        return new MailPage.Item(
                letter.title().orElse(""),
                letter.post().discreet() ? "<p>" + words.say("sealed") + "</p>" : letter.html(),
                letter.post().discreet() ? words.say("sealed") : letter.plain(),
                letter.post().toSign() ? words.say("sign") : "",
                words.say(BOTH_WAYS.contains(letter.post().kind()) ? "open" : "open.only"),
                link(letter));
    }

    private static String sender(MailWords words, Letter letter) {
        return letter.post()
                .service()
                .map(service -> letter.post().place() + ", " + words.say("service." + service))
                .orElse(letter.post().place());
    }

    /** A service that the title names itself is not named twice. */
    private static String shortSender(MailWords words, Letter letter, String title) {
        return letter.post()
                .service()
                .map(service -> words.say("service." + service))
                .filter(label -> title.toLowerCase(words.locale()).startsWith(label.toLowerCase(words.locale())))
                .map(named -> letter.post().place())
                .orElseGet(() -> sender(words, letter));
    }
}
