package fr.preau.hub.edge;

import fr.preau.channels.problem.Problem;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The words of each problem, French unless the client prefers English. Read once. */
final class ProblemTexts {
    record Words(String title, String detail) {}

    private static final Map<Problem, Words> FRENCH = load(Locale.FRENCH);
    private static final Map<Problem, Words> ENGLISH = load(Locale.ENGLISH);

    private ProblemTexts() {}

    /** @param language an Accept-Language header or a language code, or none */
    static Words of(Problem problem, @Nullable String language) {
        Map<Problem, Words> texts = language != null && prefersEnglish(language) ? ENGLISH : FRENCH;
        return Objects.requireNonNull(texts.get(problem));
    }

    private static boolean prefersEnglish(String language) {
        String wanted = language.toLowerCase(Locale.ROOT);
        int en = wanted.indexOf("en");
        int fr = wanted.indexOf("fr");
        return en >= 0 && (fr < 0 || en < fr);
    }

    private static Map<Problem, Words> load(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle("messages/problems", locale);
        Map<Problem, Words> texts = new EnumMap<>(Problem.class);
        for (Problem problem : Problem.values()) {
            String code = problem.code();
            texts.put(problem, new Words(bundle.getString(code + ".title"), bundle.getString(code + ".detail")));
        }
        return texts;
    }
}
