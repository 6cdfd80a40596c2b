package fr.preau.channels.roll;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers from verdicts given before, and collects the questions to which there is no answer yet. */
final class Questions {
    private final Map<String, Verdict> verdicts;
    private final Map<String, Doubt> open = new LinkedHashMap<>();

    Questions(Map<String, Verdict> verdicts) {
        this.verdicts = verdicts;
    }

    /** The answer that was given to a question, without asking it. */
    @Nullable
    Verdict answer(RollFile file, List<String> keys) {
        return verdicts.get(Doubt.token(file, keys));
    }

    /**
     * Asks whether something is one person.
     *
     * @param keys what the question is about, in words that stay the same from one export to the next
     * @return the answer; null where there is none, and then the question is put to a person
     */
    @Nullable
    Verdict ask(
            RollFile file,
            List<String> keys,
            List<Integer> rows,
            Doubt.Reason reason,
            List<PersonName> names,
            boolean held) {
        String token = Doubt.token(file, keys);
        Verdict verdict = verdicts.get(token);
        if (verdict == null) {
            List<String> shown = names.stream()
                    .map(name -> name.family() + " " + name.first())
                    .toList();
            open.putIfAbsent(token, new Doubt(token, file, rows, reason, shown, held));
        }
        return verdict;
    }

    List<Doubt> open() {
        return List.copyOf(open.values());
    }
}
