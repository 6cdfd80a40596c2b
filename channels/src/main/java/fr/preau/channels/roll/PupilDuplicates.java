package fr.preau.channels.roll;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Pupils of one export who may be one child listed twice. Each stays a child of its own until a person says otherwise. */
final class PupilDuplicates {
    private final Questions questions;

    PupilDuplicates(Questions questions) {
        this.questions = questions;
    }

    /** The rows in groups, each group one child. */
    List<List<PupilRow>> groups(List<PupilRow> rows) {
        List<List<PupilRow>> groups = new ArrayList<>();
        by(rows, row -> row.entry().key()).forEach(same -> {
            if (same.size() > 1
                    && mayBeOne(same)
                    && ask(same, same.getFirst().entry().key(), Doubt.Reason.PUPIL_TWICE) == Verdict.SAME) {
                groups.add(same);
            } else {
                same.forEach(row -> groups.add(List.of(row)));
            }
        });
        return namesakesInOneClass(groups);
    }

    private List<List<PupilRow>> namesakesInOneClass(List<List<PupilRow>> groups) {
        List<List<PupilRow>> merged = new ArrayList<>();
        by(groups, group -> nameAndClass(group.getFirst().entry())).forEach(namesakes -> {
            List<PupilRow> rows = namesakes.stream().flatMap(List::stream).toList();
            boolean otherDays =
                    rows.stream().map(row -> row.entry().birthDate()).distinct().count() > 1;
            if (otherDays
                    && mayBeOne(rows)
                    && ask(rows, nameAndClass(rows.getFirst().entry()), Doubt.Reason.PUPIL_SAME_NAME_SAME_CLASS)
                            == Verdict.SAME) {
                merged.add(rows);
            } else {
                merged.addAll(namesakes);
            }
        });
        return merged;
    }

    private Verdict ask(List<PupilRow> rows, String key, Doubt.Reason reason) {
        Verdict verdict = questions.ask(
                RollFile.PUPILS,
                List.of("twice", key),
                rows.stream().map(PupilRow::line).toList(),
                reason,
                rows.stream().map(row -> row.entry().name()).toList(),
                false);
        return verdict == null ? Verdict.APART : verdict;
    }

    /** Where each row has a national number of its own, they are certainly several children. */
    private static boolean mayBeOne(List<PupilRow> rows) {
        return rows.stream().anyMatch(row -> row.entry().ine().isEmpty())
                || rows.stream().map(row -> row.entry().ine()).distinct().count() < rows.size();
    }

    private static String nameAndClass(PupilEntry entry) {
        return entry.name().key() + "|" + Folding.fold(entry.className());
    }

    private static <T> List<List<T>> by(List<T> items, Function<T, String> key) {
        Map<String, List<T>> groups = items.stream().collect(groupingBy(key, LinkedHashMap::new, toList()));
        return List.copyOf(groups.values());
    }
}
