package fr.preau.channels.reach;

import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.language.MessageBundle;
import fr.preau.channels.template.Template;
import fr.preau.channels.template.Variable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * What a text message says of a post: who writes, then the title and the beginning of the text. What may name a child is
 * not carried outside: then it only says that there is something to read, and how to get at it.
 *
 * @param place the school, the class or the town as families know it
 * @param service the town's service, by its key; none for a school
 * @param urgency of the post: what is urgent and what is an alert says so first
 * @param title the post's title
 * @param text the post's text in plain words
 * @param discreet whether title and text must stay in the house
 * @param purpose why it is said; a correction and a reminder say so first
 */
public record SmsWording(
        String place,
        Optional<String> service,
        Urgency urgency,
        Optional<String> title,
        String text,
        boolean discreet,
        Purpose purpose) {
    /** The first word of it. */
    public SmsWording(
            String place,
            Optional<String> service,
            Urgency urgency,
            Optional<String> title,
            String text,
            boolean discreet) {
        this(place, service, urgency, title, text, discreet, Purpose.NOTICE);
    }

    /** The same, said for another reason. */
    public SmsWording as(Purpose why) {
        return new SmsWording(place, service, urgency, title, text, discreet, why);
    }

    private static final String BUNDLE = "fr.preau.channels.reach.sms";

    /**
     * The message, cut to at most {@code segments} segments. A service that the title names itself is not named twice.
     *
     * @param language the reader's, as two or three letters; French where we do not have it. The post itself is not
     *     translated.
     */
    public String say(String language, int segments) {
        var words = words(language);
        return SmsText.fit(said(words, "discreet"), segments);
    }

    /**
     * As {@link #say(String, int)}, with a link to the post: in place of what is cut off or must stay in the house, where
     * something is to be signed, and wherever it costs no further segment.
     *
     * @param link its address
     * @param needed whether the post cannot do without it
     */
    public String say(String language, int segments, String link, boolean needed) {
        var words = words(language);
        var whole = said(words, "discreet_link");
        int alone = SmsSegments.of(whole).segments();
        boolean free = SmsSegments.of(whole + " " + link).segments() == alone;
        return needed || discreet || alone > segments || free ? SmsText.fit(whole, " " + link, segments) : whole;
    }

    private String said(ResourceBundle words, String inPlaceOfText) {
        var sender = service.map(key -> words.getString("service." + key))
                .filter(label -> !titleBegins(label))
                .map(label -> place + ", " + label)
                .orElse(place);
        var whole = foreword(words) + sender + words.getString("colon") + " "
                + (discreet ? words.getString(inPlaceOfText) : content());
        return SmsText.plain(whole);
    }

    /**
     * The message in the words that a territory chose, where it chose any; else the standard one, and so too where the
     * post must stay in the house and the words name its title or text. A link that must be there, or that the words name,
     * is never cut: the post's text gives way.
     *
     * @param link where the post can be read
     * @param linked whether the reader needs the link
     * @param author who wrote, as others see this person
     */
    public String say(
            String language, int segments, String link, boolean linked, Optional<Template> chosen, String author) {
        if (chosen.isEmpty() || !mayFill(chosen.get(), linked)) {
            return say(language, segments, link, linked);
        }
        var words = words(language);
        var sender = service.map(key -> place + ", " + words.getString("service." + key))
                .orElse(place);
        var prefix = foreword(words);
        var shown = SmsText.plain(text);
        boolean wanted = chosen.get().names(Variable.LINK);
        while (true) {
            var said = prefix
                    + chosen.get()
                            .fill(Map.of(
                                    Variable.SCHOOL, sender,
                                    Variable.TITLE, title.orElse(""),
                                    Variable.TEXT, shown,
                                    Variable.AUTHOR, author,
                                    Variable.LINK, link));
            var fitted = SmsText.fit(SmsText.plain(said), segments);
            if (!wanted || fitted.contains(link)) {
                return fitted;
            }
            if (shown.length() < 4) {
                return say(language, segments, link, linked);
            }
            shown = shown.substring(0, shown.length() * 3 / 4 - 1).strip() + "…";
        }
    }

    /** What stays in the house is not filled in, and without a link nobody would get at it. */
    private boolean mayFill(Template chosen, boolean linked) {
        boolean tells = chosen.names(Variable.TITLE) || chosen.names(Variable.TEXT);
        return !(discreet && tells) && (chosen.names(Variable.LINK) || !(linked || discreet));
    }

    /** A town's service as families know it, by its key. */
    public static String service(String key, String language) {
        return words(language).getString("service." + key);
    }

    private static ResourceBundle words(String language) {
        return MessageBundle.of(BUNDLE, Locale.of(language));
    }

    private String foreword(ResourceBundle words) {
        var first = Foreword.of(purpose, urgency);
        return first.why()
                        .map(why -> words.getString(why) + words.getString("colon") + " ")
                        .orElse("")
                + first.alarm().map(alarm -> words.getString(alarm) + " ").orElse("");
    }

    private boolean titleBegins(String label) {
        return title.map(said -> said.toLowerCase(Locale.ROOT).startsWith(label))
                .orElse(false);
    }

    private String content() {
        var plain = SmsText.plain(text);
        var heading = SmsText.plain(title.orElse(""));
        if (heading.isEmpty() || plain.startsWith(heading)) {
            return plain;
        }
        return heading.matches(".*[.!?:]$") ? heading + " " + plain : heading + ". " + plain;
    }
}
