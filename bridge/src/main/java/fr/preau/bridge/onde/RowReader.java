package fr.preau.bridge.onde;

import fr.preau.bridge.onde.CsvScanner.Cell;
import fr.preau.bridge.onde.CsvScanner.Scan;
import fr.preau.bridge.sms.Telephone;
import fr.preau.channels.roll.Folding;
import fr.preau.channels.roll.RollFile;
import fr.preau.channels.roll.Telephones;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The cells of one row by what they are about, and what is wrong with them. */
final class RowReader {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]+\\.[^\\s@.]{2,}");

    private final String name;
    private final RollFile file;
    private final Heading heading;
    private final Scan.Row row;
    private final Function<String, Optional<Telephone>> telephone;
    private final List<OndeFault> faults = new ArrayList<>();
    private final List<OndeNote> notes = new ArrayList<>();

    /** @param telephone reads a number as written; none where it is no number */
    RowReader(
            String name,
            RollFile file,
            Heading heading,
            Scan.Row row,
            Function<String, Optional<Telephone>> telephone) {
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

    /** A mobile number counts as one in whatever column it stands, and a number that gets calls only never does. */
    Telephones telephones() {
        Optional<Telephone> home = phone(Column.PHONE_HOME);
        Optional<Telephone> work = phone(Column.PHONE_WORK);
        Optional<Telephone> mobile = phone(Column.PHONE_MOBILE);
        Optional<Telephone> texts = Stream.of(mobile, home, work)
                .flatMap(Optional::stream)
                .filter(number -> number.kind() == Telephone.Kind.MOBILE)
                .findFirst()
                .or(() -> mobile.filter(number -> number.kind() != Telephone.Kind.FIXED));
        Optional<Telephone> calls = home.or(() -> mobile.filter(number -> number.kind() == Telephone.Kind.FIXED));
        return new Telephones(
                calls.map(Telephone::e164).orElse(""),
                work.map(Telephone::e164).orElse(""),
                texts.map(Telephone::e164).orElse(""));
    }

    private Optional<Telephone> phone(Column column) {
        String text = text(column);
        if (Folding.fold(text).isEmpty()) {
            return Optional.empty();
        }
        Optional<Telephone> number = telephone.apply(text);
        if (number.isEmpty()) {
            note(OndeNote.Kind.TELEPHONE, column, text);
        }
        return number;
    }
}
