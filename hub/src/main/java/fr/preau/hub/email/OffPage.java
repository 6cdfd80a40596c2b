package fr.preau.hub.email;

import fr.preau.hub.edge.Html;
import fr.preau.hub.edge.Masked;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.email.OffStore.State;
import fr.preau.hub.email.SentStore.Sent;
import java.util.ArrayList;
import java.util.List;

/** The page behind the link that ends e-mails: small, without script, with no more than the masked address. */
final class OffPage {
    private static final String BUTTON = "<button name=\"do\" value=\"%s\">%s</button> ";

    private OffPage() {}

    /**
     * How things stand and what can be done about it.
     *
     * @param undone whether the reader has just taken it back
     */
    static Reply of(Sent mail, State state, boolean undone) {
        var words = MailWords.in(mail.language());
        var address = masked(mail.address());
        var kind = words.kind(mail.category());
        var lines = new ArrayList<String>();
        var buttons = new StringBuilder();
        if (undone) {
            lines.add(words.say("e.off.undone"));
        }
        if (state.all()) {
            lines.add(words.say("e.off.done.all", address));
        } else {
            lines.add(words.say(state.kind() ? "e.off.done.kind" : "e.off.ask", address, kind));
            if (!state.kind()) {
                buttons.append(BUTTON.formatted("kind", Html.escaped(words.say("e.off.kind", kind))));
            }
            buttons.append(BUTTON.formatted("all", Html.escaped(words.say("e.off.all"))));
        }
        if (state.undo()) {
            buttons.append(BUTTON.formatted("undo", Html.escaped(words.say("e.off.undo"))));
        }
        lines.add(words.say("e.off.stays"));
        lines.add(words.say("e.off.change"));
        return page(200, words, lines, buttons.toString());
    }

    /** A link that is none, or too old. */
    static Reply unknown(String language) {
        var words = MailWords.in(language);
        return page(404, words, List.of(words.say("e.off.unknown")), "");
    }

    private static Reply page(int status, MailWords words, List<String> lines, String buttons) {
        var text = new StringBuilder();
        lines.forEach(line ->
                text.append("<p>").append(Html.escaped(line)).append("</p>").append('\n'));
        return Html.page(
                status,
                words.language(),
                words.say("e.off.title"),
                text + (buttons.isEmpty() ? "" : "<form method=\"post\">" + buttons + "</form>"));
    }

    private static String masked(String address) {
        return Masked.email(address).replaceAll("[^\\p{L}\\p{N}@.…-]", "");
    }
}
