package fr.preau.channels.roll;

import fr.preau.channels.roll.GuardianFile.KnownGuardian;
import fr.preau.channels.roll.GuardianFile.Person;
import fr.preau.channels.roll.GuardianFile.Resolved;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks whether rows are one of several known guardians. */
final class NamesakeQuestions {
    /** More known namesakes than this are not listed for one row. */
    private static final int CANDIDATES = 20;

    private final Questions questions;
    private final Function<UUID, String> pupilKey;

    /**
     * What was said.
     *
     * @param same the known guardian that the rows are; null where they are none, or it is not known yet
     * @param open all those in question, where one question or more has no answer yet
     */
    record Answer(@Nullable KnownGuardian same, List<KnownGuardian> open) {
        static Answer is(KnownGuardian known) {
            return new Answer(known, List.of());
        }
    }

    NamesakeQuestions(Questions questions, Function<UUID, String> pupilKey) {
        this.questions = questions;
        this.pupilKey = pupilKey;
    }

    Answer ask(Resolved row, List<KnownGuardian> known, Doubt.Reason reason) {
        return ask(Person.alone(row), known, reason);
    }

    Answer ask(Person found, List<KnownGuardian> known, Doubt.Reason reason) {
        List<KnownGuardian> candidates = known.stream().limit(CANDIDATES).toList();
        boolean open = false;
        for (KnownGuardian each : candidates) {
            Verdict verdict = questions.ask(
                    RollFile.GUARDIANS,
                    keys(found, each),
                    found.rows(),
                    reason,
                    List.of(found.name(), each.entry().name()),
                    true);
            if (verdict == Verdict.SAME) {
                return Answer.is(each);
            }
            open |= verdict == null;
        }
        return new Answer(null, open ? candidates : List.of());
    }

    /** What was said of a row and a known guardian, without asking. */
    @Nullable
    Verdict verdict(Resolved row, KnownGuardian known) {
        return questions.answer(RollFile.GUARDIANS, keys(Person.alone(row), known));
    }

    private List<String> keys(Person found, KnownGuardian known) {
        List<String> children = known.children().stream().map(pupilKey).sorted().toList();
        return List.of(
                "known",
                found.key(pupilKey) + found.entry().address().key(),
                known.entry().name().key() + children + known.entry().address().key());
    }
}
