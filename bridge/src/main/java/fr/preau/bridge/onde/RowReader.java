package fr.preau.bridge.onde;

import fr.preau.bridge.onde.CsvScanner.Cell;
import fr.preau.bridge.onde.CsvScanner.Scan;
import fr.preau.channels.roll.Folding;
import fr.preau.channels.roll.RollFile;
import fr.preau.channels.roll.Telephones;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The cells of one row by what they are about, and what is wrong with them. */
final class RowReader {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]+\\.[^\\s@.]{2,}");

    private final String name;
    private final RollFile file;
    private final Heading heading;
    private final Scan.Row row;
    private final UnaryOperator<String> telephone;
    private final List<OndeFault> faults = new ArrayList<>();
    private final List<OndeNote> notes = new ArrayList<>();

    /** @param telephone turns a number as written into E.164; empty where it is none */
    RowReader(String name, RollFile file, Heading heading, Scan.Row row, UnaryOperator<String> telephone) {
        this.name = name;
        this.file = file;
        this.heading = heading;
        this.row = row;
        this.telephone = telephone;
    }

    int line() {
        return row.line();
    }

    List<OndeFault> faults() {
        return faults;
    }

    List<OndeNote> notes() {
        return notes;
    }

    /** The text of a column; empty where the export does not have it or the row ends before it. */
    String text(Column column) {
        return at(heading.place(column));
    }

    String text(Map<Column, Integer> group, Column column) {
        return at(group.getOrDefault(column, -1));
    }

    private String at(int place) {
        return place < 0 || place >= row.cells().size()
                ? ""
                : row.cells().get(place).text();
    }

    /** The text of a column that must hold a name. */
    String named(Column column) {
        String text = text(column);
        if (Folding.fold(text).isEmpty()) {
            fault(heading.place(column), OndeFault.Kind.NO_VALUE, column);
        }
        return text;
    }

    /** Whether the row reaches this place; if not, the file was cut. */
    boolean reaches(int place, Column column) {
        boolean reached = place < row.cells().size();
        if (!reached) {
            fault(row.cells().size() - 1, OndeFault.Kind.HALF_ROW, column);
        }
        return reached;
    }

    void refuse(OndeFault.Kind kind, Column column, String value) {
        Cell cell = row.cells()
                .get(Math.min(Math.max(heading.place(column), 0), row.cells().size() - 1));
        faults.add(new OndeFault(
                name, cell.line(), cell.column(), kind, List.of(OndeMapping.heading(file, column), value)));
    }

    void fault(int place, OndeFault.Kind kind, Column column) {
        Cell cell = row.cells().get(Math.min(Math.max(place, 0), row.cells().size() - 1));
        faults.add(new OndeFault(name, cell.line(), cell.column(), kind, List.of(OndeMapping.heading(file, column))));
    }

    void note(OndeNote.Kind kind, Column column, String value) {
        notes.add(new OndeNote(name, line(), kind, OndeMapping.heading(file, column), value));
    }

    String email() {
        String text = text(Column.EMAIL);
        if (text.isEmpty() || (text.length() <= 254 && EMAIL.matcher(text).matches())) {
            return text;
        }
        note(OndeNote.Kind.EMAIL, Column.EMAIL, text);
        return "";
    }

    Telephones telephones() {
        return new Telephones(phone(Column.PHONE_HOME), phone(Column.PHONE_WORK), phone(Column.PHONE_MOBILE));
    }

    private String phone(Column column) {
        String text = text(column);
        if (Folding.fold(text).isEmpty()) {
            return "";
        }
        String number = telephone.apply(text);
        if (number.isEmpty()) {
            note(OndeNote.Kind.TELEPHONE, column, text);
        }
        return number;
    }
}
