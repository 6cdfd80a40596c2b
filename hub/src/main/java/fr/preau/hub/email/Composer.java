package fr.preau.hub.email;

import fr.preau.bridge.email.Mail;
import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.reach.Purpose;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the e-mail of a letter. */
final class Composer {
    /** Where a reader may write as well. */
    private static final Set<ChannelKind> BOTH_WAYS =
            EnumSet.of(ChannelKind.CLASS_FAMILIES, ChannelKind.LIAISON, ChannelKind.DIRECT);

    private final MailPages pages = new MailPages();
    private final URI hub;
    private final String from;
    private final MailPlan plan;

    /**
     * @param hub how people reach the app
     * @param from the address that all e-mail comes from
     */
    Composer(URI hub, String from, MailPlan plan) {
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
        boolean answers = repliable && plan.answers() && BOTH_WAYS.contains(letter.kind());
        var page = new MailPage(
                words.language(),
                sender(words, letter),
                words.say("wrote", letter.author()),
                "",
                List.of(item(words, letter)),
                answers ? words.say("reply") : "",
                words.say("why", letter.place()),
                words.say("off"),
                plan.off(hub, token).toString());
        var prefix = words.prefix(letter.urgency(), purpose);
        var subject = letter.title()
                .map(title -> words.say("subject", prefix, shortSender(words, letter, title), title))
                .orElseGet(() -> words.say("subject.sealed", prefix, sender(words, letter)));
        return new Mail(
                id,
                Optional.of("post." + letter.post()),
                new Mail.From(words.say("from", sender(words, letter)), from),
                plan.envelope(token, from),
                to,
                answers ? Optional.of(plan.answerTo(token)) : Optional.empty(),
                Optional.of(plan.off(hub, token)),
                subject,
                pages.text(page),
                pages.html(page),
                at);
    }

    private MailPage.Item item(MailWords words, Letter letter) {
        return new MailPage.Item(
                letter.title().orElse(""),
                letter.discreet() ? "<p>" + words.say("sealed") + "</p>" : letter.html(),
                letter.discreet() ? words.say("sealed") : letter.plain(),
                letter.sign() ? words.say("sign") : "",
                words.say(BOTH_WAYS.contains(letter.kind()) ? "open" : "open.only"),
                hub.resolve("/c/" + letter.channel() + "?post=" + letter.seq()).toString());
    }

    private static String sender(MailWords words, Letter letter) {
        return letter.service()
                .map(service -> letter.place() + ", " + words.say("service." + service))
                .orElse(letter.place());
    }

    /** A service that the title names itself is not named twice. */
    private static String shortSender(MailWords words, Letter letter, String title) {
        return letter.service()
                .map(service -> words.say("service." + service))
                .filter(label -> title.toLowerCase(words.locale()).startsWith(label.toLowerCase(words.locale())))
                .map(named -> letter.place())
                .orElseGet(() -> sender(words, letter));
    }
}
