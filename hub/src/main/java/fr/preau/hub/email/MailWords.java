package fr.preau.hub.email;

import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.language.MessageBundle;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Foreword;
import fr.preau.channels.reach.Purpose;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** Our own words around a post, in a reader's language; French where we do not have it. The post is not translated. */
public final class MailWords {
    private static final MailWords FRENCH = new MailWords(Locale.FRENCH);
    private static final MailWords ENGLISH = new MailWords(Locale.ENGLISH);

    private final Locale locale;
    private final ResourceBundle words;

    private MailWords(Locale locale) {
        this.locale = locale;
        this.words = MessageBundle.of("messages/email", locale);
    }

    /** @param language two or three letters */
    static MailWords in(String language) {
        return language.equals("en") ? ENGLISH : FRENCH;
    }

    /** Two letters, for the page's language. */
    public String language() {
        return locale.getLanguage();
    }

    Locale locale() {
        return locale;
    }

    /** One of our sentences. */
    public String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), locale).format(values);
    }

    /** What an e-mail of a class of message is called; without one, the daily e-mail. */
    String kind(Optional<Category> category) {
        return say("kind." + category.map(Category::code).orElse("digest"));
    }

    /** What stands before the title of an urgent, corrected or repeated post, or of an alert. */
    String prefix(Urgency urgency, Purpose purpose) {
        var first = Foreword.of(purpose, urgency);
        return first.why().map(why -> say("prefix." + why)).orElse("")
                + first.alarm().map(alarm -> say("prefix." + alarm)).orElse("");
    }
}
