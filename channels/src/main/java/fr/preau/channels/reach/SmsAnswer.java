package fr.preau.channels.reach;

import fr.preau.channels.language.MessageBundle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the hub says back to a telephone. */
public sealed interface SmsAnswer {
    /** Longest, in segments. */
    int SEGMENTS = 2;

    /** Whom the message is for; numbered from 1. */
    record Ask(List<String> choices) implements SmsAnswer {
        public Ask {
            choices = List.copyOf(choices);
        }
    }

    /** The number is none of those asked for. */
    record AskAgain(int choices) implements SmsAnswer {}

    /** The service sees the answer and does not write back; {@code place} is whom to call. */
    record Shown(String place) implements SmsAnswer {}

    /** Nobody knows what the message is about. */
    record NobodyKnows() implements SmsAnswer {}

    /** The message could not be passed on: a right that is gone, a channel that ended. */
    record NotPassedOn() implements SmsAnswer {}

    /** What this number is and what one may write to it. */
    record Help() implements SmsAnswer {}

    /** No more messages will come, and how to have them again; where the provider does not say so itself. */
    record Stopped() implements SmsAnswer {}

    /** Messages will come again; where the provider does not say so itself. */
    record Started() implements SmsAnswer {}

    /** A short, stable word for rows. */
    default String kind() {
        return switch (this) {
            case Ask ask -> "ask";
            case AskAgain again -> "ask_again";
            case Shown shown -> "shown";
            case NobodyKnows unknown -> "unknown";
            case NotPassedOn refused -> "refused";
            case Help help -> "help";
            case Stopped stopped -> "stopped";
            case Started started -> "started";
        };
    }

    /** The words, in French where we do not have the language. */
    default String say(String language) {
        var words = MessageBundle.of("fr.preau.channels.reach.sms", Locale.of(language));
        var said = words.getString("answer." + kind());
        var whole = SmsText.plain(
                switch (this) {
                    case Ask(List<String> choices) ->
                        said.replace("{choices}", choices(words.getString("answer.choice"), choices));
                    case AskAgain(int last) -> said.replace("{last}", Integer.toString(last));
                    case Shown(String place) -> said.replace("{place}", place);
                    default -> said;
                });
        // A class or town may have a dear letter in its name.
        var cheapest = SmsQuote.of(whole).cheaper().map(SmsQuote.Cheaper::text).orElse(whole);
        return SmsText.fit(cheapest, SEGMENTS);
    }

    private static String choices(String one, List<String> labels) {
        // All numbers must be seen, however long the names are.
        int longest = Math.max(12, 200 / Math.max(1, labels.size()));
        return IntStream.range(0, labels.size())
                .mapToObj(i -> one.replace("{number}", Integer.toString(i + 1))
                        .replace("{label}", shortened(labels.get(i), longest)))
                .collect(Collectors.joining(", "));
    }

    private static String shortened(String label, int longest) {
        return label.length() <= longest
                ? label
                : label.substring(0, longest - 1).strip() + ".";
    }
}
