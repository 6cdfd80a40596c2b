package fr.preau.hub.imports;

import fr.preau.channels.roll.Changes;
import fr.preau.channels.roll.Doubt;
import fr.preau.channels.roll.PersonName;
import fr.preau.channels.roll.Revised;
import fr.preau.channels.roll.RollPlan;
import fr.preau.hub.imports.ImportOutcome.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The outcome of an import for people: a table, and below it what needs a person. */
public final class ImportText {
    private static final List<String> COLUMNS = List.of("rows", "new", "returned", "changed", "gone", "same", "held");

    private final Words words;
    private final List<String> lines = new ArrayList<>();

    public ImportText(Words words) {
        this.words = words;
    }

    /** The whole text, its lines ended. */
    public String of(Done done) {
        RollPlan plan = done.plan();
        String title = !done.applied() ? "title.dry" : plan.none() ? "title.none" : "title.applied";
        lines.add(words.text(title, done.school().name(), done.school().uai()));
        lines.add("");
        table(plan);
        changed("people.pupils", plan.pupils(), entry -> entry.name());
        changed("people.guardians", plan.guardians(), entry -> entry.name());
        changed("people.teachers", plan.teachers(), entry -> entry.name());
        list(
                "list.unmatched",
                plan.unmatchedChildren().stream()
                        .map(each -> row(each.row()) + " : " + each.child().shown() + ", "
                                + words.text("child." + each.reason())));
        list("list.unknownClasses", plan.unknownClasses().stream().map(each -> row(each.row()) + " : " + each.text()));
        list("list.withoutGuardian", plan.withoutGuardian().stream().map(this::row));
        list(
                "list.notes",
                done.notes().stream()
                        .map(each -> each.file() + ", " + row(each.line()) + ", " + each.heading() + " « "
                                + each.value() + " » : " + words.text("note." + each.kind())));
        list("list.doubtful", plan.doubts().stream().map(this::doubt));
        if (!plan.doubts().isEmpty()) {
            lines.add("  " + words.text("list.doubtful.how"));
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private void table(RollPlan plan) {
        lines.add("%-24s".formatted("")
                + COLUMNS.stream()
                        .map(column -> "%12s".formatted(words.text("column." + column)))
                        .collect(Collectors.joining()));
        people("people.pupils", plan.pupilRows(), plan.pupils());
        people("people.guardians", plan.guardianRows(), plan.guardians());
        cells(
                "people.links",
                plan.links().named(),
                plan.links().added().size(),
                0,
                0,
                plan.links().gone().size(),
                plan.links().kept().size(),
                0);
        people("people.teachers", plan.teacherRows(), plan.teachers());
        int classes = plan.classes().all().size();
        int added = plan.classes().added().size();
        cells("people.classes", classes, added, 0, 0, plan.classes().gone().size(), classes - added, 0);
    }

    private void people(String label, int rows, Changes<?> changes) {
        cells(
                label,
                rows,
                changes.added().size(),
                changes.returned().size(),
                changes.changed().size(),
                changes.gone().size(),
                changes.unchanged().size(),
                changes.held().size());
    }

    private void cells(String label, Integer... values) {
        lines.add("%-24s".formatted(words.text(label))
                + Stream.of(values).map("%12d"::formatted).collect(Collectors.joining()));
    }

    private <E> void changed(String label, Changes<E> changes, Function<E, PersonName> name) {
        String who = words.text(label) + " — ";
        named(
                who + words.text("list.changed", changes.changed().size()),
                changes.changed().stream()
                        .map(each ->
                                rows(each.rows()) + " : " + shown(name.apply(each.after())) + renamed(each, name)));
        named(
                who + words.text("list.gone", changes.gone().size()),
                changes.gone().stream().map(each -> shown(name.apply(each.entry()))));
    }

    private static <E> String renamed(Revised<E> each, Function<E, PersonName> name) {
        String before = shown(name.apply(each.before()));
        return before.equals(shown(name.apply(each.after()))) ? "" : " (" + before + ")";
    }

    private String doubt(Doubt each) {
        return each.token() + "  " + words.text("file." + each.file()) + ", " + rows(each.rows()) + " : "
                + String.join(", ", each.names()) + ". " + words.text("reason." + each.reason())
                + (each.held() ? " [" + words.text("list.doubtful.held") + "]" : "");
    }

    private void list(String key, Stream<String> items) {
        List<String> all = items.toList();
        named(words.text(key, all.size()), all.stream());
    }

    private void named(String title, Stream<String> items) {
        List<String> all = items.toList();
        if (!all.isEmpty()) {
            lines.add("");
            lines.add(title);
            all.forEach(item -> lines.add("  " + item));
        }
    }

    private static String shown(PersonName name) {
        return name.family() + " " + name.first();
    }

    private String row(int row) {
        return words.text("row", row);
    }

    private String rows(List<Integer> rows) {
        return rows.size() == 1
                ? row(rows.getFirst())
                : words.text("rows", rows.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
}
