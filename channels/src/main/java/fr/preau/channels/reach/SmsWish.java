package fr.preau.channels.reach;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** What a text message asks of the sender's list, by the words that operators know, in French and English. */
public enum SmsWish {
    /** Nothing: an ordinary message. */
    NONE,
    /** No more messages. */
    STOP,
    /** Messages again. */
    START,
    /** An explanation. */
    HELP;

    private static final Set<String> STOPS = Set.of(
            "stop",
            "stopall",
            "stop all",
            "stop sms",
            "unsubscribe",
            "cancel",
            "end",
            "quit",
            "arret",
            "arreter",
            "arret sms",
            "desabonner",
            "desabonnement",
            "desinscription");
    private static final Set<String> STARTS = Set.of("start", "unstop", "reprendre", "reprise", "reabonner");
    private static final Set<String> HELPS = Set.of("help", "info", "aide");

    /** The wish of a message that says such a word and nothing else; "stop à la cantine" is an ordinary message. */
    public static SmsWish of(String text) {
        var word = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
        if (STOPS.contains(word)) {
            return STOP;
        }
        return STARTS.contains(word) ? START : HELPS.contains(word) ? HELP : NONE;
    }
}
