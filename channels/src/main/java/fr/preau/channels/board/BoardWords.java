package fr.preau.channels.board;

import fr.preau.channels.language.MessageBundle;
import fr.preau.channels.reach.Route;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** What the board says, in French or English. */
public final class BoardWords {
    private final ResourceBundle words;
    private final Locale locale;

    private static final BoardWords FRENCH = new BoardWords(Locale.FRANCE);
    private static final BoardWords ENGLISH = new BoardWords(Locale.UK);

    private BoardWords(Locale locale) {
        this.locale = locale;
        this.words = MessageBundle.of("fr.preau.channels.board.board", locale);
    }

    /** English for {@code en}, French otherwise. */
    public static BoardWords in(String language) {
        return language.equals("en") ? ENGLISH : FRENCH;
    }

    /** The text under a key, with values for {@code {0}}, {@code {1}} … */
    public String text(String key, Object... values) {
        String text = words.getString(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** How far it came: "SMS reçu". */
    public String of(Progress progress) {
        return routed("state." + progress.code(), progress.way());
    }

    /** Why not: "numéro fixe". */
    public String of(Obstacle obstacle) {
        return routed("why." + obstacle.why().code(), obstacle.route());
    }

    /** How a child stands: "couvert". */
    public String of(Coverage coverage) {
        return text("child." + coverage.code());
    }

    /** When it leaves, on the clock of this place: "(partira le 3 novembre à 07:04)". */
    public String due(Instant at, ZoneId zone) {
        var local = at.atZone(zone);
        return text(
                "due",
                DateTimeFormatter.ofPattern("d MMMM", locale).format(local),
                DateTimeFormatter.ofPattern("HH:mm", locale).format(local));
    }

    /** A day in words: "3 novembre 2026". */
    public String day(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy", locale).format(at.atZone(zone));
    }

    /** A day and time in words. */
    public String moment(Instant at, ZoneId zone) {
        return day(at, zone) + ", "
                + DateTimeFormatter.ofPattern("HH:mm", locale).format(at.atZone(zone));
    }

    private String routed(String key, Optional<Route> route) {
        String own = route.map(way -> key + "." + way.code()).orElse(key);
        return words.getString(words.containsKey(own) ? own : key);
    }
}
