package fr.preau.bridge.onde;

import fr.preau.channels.roll.Address;
import fr.preau.channels.roll.ChildRef;
import fr.preau.channels.roll.Folding;
import fr.preau.channels.roll.GuardianEntry;
import fr.preau.channels.roll.GuardianRow;
import fr.preau.channels.roll.PersonName;
import fr.preau.channels.roll.PupilEntry;
import fr.preau.channels.roll.PupilRow;
import fr.preau.channels.roll.TeacherEntry;
import fr.preau.channels.roll.TeacherRow;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a record of a row, for each of the exports. None where the row has a fault, or is to be left out. */
final class Rows {
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT));

    private Rows() {}

    static Optional<PupilRow> pupil(RowReader row, Heading heading) {
        int last = Math.max(heading.place(Column.CLASS), heading.place(Column.BIRTH_DATE));
        if (!row.reaches(last, Column.CLASS)) {
            return Optional.empty();
        }
        if (Folding.fold(row.text(Column.STANDING)).startsWith("radi")) {
            row.note(OndeNote.Kind.LEFT, Column.STANDING, row.text(Column.STANDING));
            return Optional.empty();
        }
        String family = row.named(Column.FAMILY);
        String first = row.named(Column.FIRST);
        Optional<LocalDate> birthDate = date(row.text(Column.BIRTH_DATE));
        if (birthDate.isEmpty()) {
            row.refuse(OndeFault.Kind.DATE, Column.BIRTH_DATE, row.text(Column.BIRTH_DATE));
        }
        return row.faults().isEmpty()
                ? birthDate.map(day -> new PupilRow(
                        row.line(),
                        new PupilEntry(
                                row.text(Column.INE),
                                new PersonName(family, row.text(Column.USAGE), first),
                                day,
                                row.text(Column.LEVEL),
                                row.text(Column.CLASS))))
                : Optional.empty();
    }

    static Optional<GuardianRow> guardian(RowReader row, Heading heading) {
        int last = Math.max(heading.place(Column.FAMILY), heading.place(Column.FIRST));
        if (!row.reaches(last, Column.FIRST)) {
            return Optional.empty();
        }
        String family = row.named(Column.FAMILY);
        String first = row.named(Column.FIRST);
        List<ChildRef> children = new ArrayList<>();
        heading.children().forEach(group -> child(row, group).ifPresent(children::add));
        if (!row.faults().isEmpty()) {
            return Optional.empty();
        }
        GuardianEntry entry = new GuardianEntry(
                row.text(Column.CIVILITY),
                new PersonName(family, row.text(Column.USAGE), first),
                new Address(
                        row.text(Column.STREET),
                        row.text(Column.POSTCODE),
                        row.text(Column.TOWN),
                        row.text(Column.COUNTRY)),
                row.email(),
                row.telephones());
        return Optional.of(new GuardianRow(row.line(), entry, children));
    }

    private static Optional<ChildRef> child(RowReader row, Map<Column, Integer> group) {
        ChildRef child = new ChildRef(
                row.text(group, Column.CHILD_FAMILY),
                row.text(group, Column.CHILD_USAGE),
                row.text(group, Column.CHILD_FIRST),
                row.text(group, Column.CHILD_CLASS));
        boolean surname = !Folding.fold(child.family() + child.usage()).isEmpty();
        boolean first = !Folding.fold(child.first()).isEmpty();
        if (!surname && !first && child.classes().isEmpty()) {
            return Optional.empty();
        }
        if (!row.reaches(group.getOrDefault(Column.CHILD_CLASS, 0), Column.CHILD_CLASS)) {
            return Optional.empty();
        }
        if (!surname) {
            row.fault(group.getOrDefault(Column.CHILD_FAMILY, 0), OndeFault.Kind.NO_VALUE, Column.CHILD_FAMILY);
        } else if (!first) {
            row.fault(group.getOrDefault(Column.CHILD_FIRST, 0), OndeFault.Kind.NO_VALUE, Column.CHILD_FIRST);
        }
        return Optional.of(child);
    }

    static Optional<TeacherRow> teacher(RowReader row, Heading heading) {
        if (!row.reaches(Math.max(heading.place(Column.CLASS), heading.place(Column.HEAD)), Column.CLASS)) {
            return Optional.empty();
        }
        String family = row.named(Column.FAMILY);
        String first = row.named(Column.FIRST);
        boolean head = switch (Folding.fold(row.text(Column.HEAD))) {
            case "oui", "o", "vrai", "true", "1", "x" -> true;
            case "non", "n", "faux", "false", "0", "" -> false;
            default -> {
                row.refuse(OndeFault.Kind.YES_OR_NO, Column.HEAD, row.text(Column.HEAD));
                yield false;
            }
        };
        if (!row.faults().isEmpty()) {
            return Optional.empty();
        }
        String classes = row.text(Column.CLASS);
        return Optional.of(new TeacherRow(
                row.line(),
                new TeacherEntry(
                        row.text(Column.CIVILITY),
                        new PersonName(family, row.text(Column.USAGE), first),
                        row.email(),
                        row.telephones(),
                        head,
                        classes.isEmpty() ? List.of() : List.of(classes))));
    }

    private static Optional<LocalDate> date(String text) {
        for (DateTimeFormatter format : DATES) {
            try {
                LocalDate day = LocalDate.parse(text, format);
                return day.getYear() >= 1900 && day.getYear() < 2100 ? Optional.of(day) : Optional.empty();
            } catch (DateTimeException notThisWay) {
                continue;
            }
        }
        return Optional.empty();
    }
}
