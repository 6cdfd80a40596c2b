package fr.preau.bridge.onde;

import fr.preau.bridge.onde.CsvScanner.Scan;
import fr.preau.bridge.sms.Telephone;
import fr.preau.channels.roll.GuardianRow;
import fr.preau.channels.roll.PupilRow;
import fr.preau.channels.roll.RollFile;
import fr.preau.channels.roll.TeacherRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads exports of ONDE: semicolons, quoted or not, any line end, UTF-8 or ISO-8859-1, columns in any order and more of them
 * than needed. Whatever the file holds, the answer is its rows or its faults; it is read as a stream, within the limits.
 */
public final class OndeReader {
    private final OndeLimits limits;
    private final Function<String, Optional<Telephone>> telephone;

    /** @param telephone reads a telephone number as written; none where it is no number */
    public OndeReader(OndeLimits limits, Function<String, Optional<Telephone>> telephone) {
        this.limits = limits;
        this.telephone = telephone;
    }

    /** The pupils' export ({@code CSVExtraction-eleves.csv}). */
    public OndeReading<PupilRow> pupils(Export export) {
        return read(export, RollFile.PUPILS, Rows::pupil);
    }

    /** The guardians' export ({@code CSVExtraction-responsables.csv}). */
    public OndeReading<GuardianRow> guardians(Export export) {
        return read(export, RollFile.GUARDIANS, Rows::guardian);
    }

    /** The teachers' export ({@code CSVExtraction-enseignants.csv}). */
    public OndeReading<TeacherRow> teachers(Export export) {
        return read(export, RollFile.TEACHERS, Rows::teacher);
    }

    private <R> OndeReading<R> read(Export export, RollFile file, BiFunction<RowReader, Heading, Optional<R>> record) {
        try {
            return switch (Survey.of(export, limits)) {
                case Survey.Finding.NoText(OndeFault fault) -> new OndeReading.Refused<>(List.of(fault));
                case Survey.Finding.Text text -> read(export, file, text, record);
            };
        } catch (NoSuchFileException e) {
            return refused(export, OndeFault.Kind.NO_FILE);
        } catch (IOException e) {
            return refused(export, OndeFault.Kind.NOT_READABLE);
        }
    }

    private <R> OndeReading<R> read(
            Export export, RollFile file, Survey.Finding.Text text, BiFunction<RowReader, Heading, Optional<R>> record)
            throws IOException {
        try (InputStream in = export.open()) {
            in.skipNBytes(text.mark());
            BufferedReader characters = new BufferedReader(new InputStreamReader(
                    in,
                    text.charset()
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)));
            CsvScanner scanner = new CsvScanner(export.name(), characters, limits);
            return switch (firstRow(scanner)) {
                case Scan.Broken(OndeFault fault) -> new OndeReading.Refused<>(List.of(fault));
                case Scan.End() -> refused(export, OndeFault.Kind.EMPTY);
                case Scan.Row row ->
                    switch (Heading.read(export.name(), file, row.cells())) {
                        case Heading.Reading.NotUnderstood(List<OndeFault> faults) -> new OndeReading.Refused<>(faults);
                        case Heading.Reading.Understood(Heading heading) ->
                            rows(
                                    export,
                                    file,
                                    scanner,
                                    heading,
                                    record,
                                    text.charset().name());
                    };
            };
        }
    }

    private static Scan firstRow(CsvScanner scanner) throws IOException {
        Scan scan = scanner.next();
        while (scan instanceof Scan.Row row && row.blank()) {
            scan = scanner.next();
        }
        return scan;
    }

    private <R> OndeReading<R> rows(
            Export export,
            RollFile file,
            CsvScanner scanner,
            Heading heading,
            BiFunction<RowReader, Heading, Optional<R>> record,
            String encoding)
            throws IOException {
        List<R> rows = new ArrayList<>();
        List<OndeNote> notes = new ArrayList<>();
        List<OndeFault> faults = new ArrayList<>();
        boolean allFull = true;
        int read = 0;
        while (faults.size() < limits.faults()) {
            Scan scan = scanner.next();
            if (scan instanceof Scan.Broken(OndeFault fault)) {
                faults.add(fault);
                break;
            }
            if (!(scan instanceof Scan.Row row)) {
                break;
            }
            if (row.blank()) {
                continue;
            }
            if (++read > limits.rows()) {
                faults.add(new OndeFault(
                        export.name(),
                        row.line(),
                        0,
                        OndeFault.Kind.TOO_MANY_ROWS,
                        List.of(Integer.toString(limits.rows()))));
                break;
            }
            widthFault(export.name(), row, heading, allFull && read > 1).ifPresent(faults::add);
            allFull &= row.cells().size() == heading.width();
            RowReader reader = new RowReader(export.name(), file, heading, row, telephone);
            record.apply(reader, heading).ifPresent(rows::add);
            notes.addAll(reader.notes());
            faults.addAll(reader.faults());
        }
        if (read == 0 && faults.isEmpty()) {
            return refused(export, OndeFault.Kind.NO_ROWS);
        }
        return faults.isEmpty()
                ? new OndeReading.Complete<>(rows, notes, encoding, OndeMapping.VERSION)
                : new OndeReading.Refused<>(
                        faults.stream().distinct().limit(limits.faults()).toList());
    }

    /** @param regular whether every row before had all cells: then a shorter last row without line end was cut */
    private static Optional<OndeFault> widthFault(String name, Scan.Row row, Heading heading, boolean regular) {
        int width = heading.width();
        if (row.cells().size() > width) {
            CsvScanner.Cell beyond = row.cells().get(width);
            boolean empty = row.cells().stream()
                    .skip(width)
                    .allMatch(cell -> cell.text().isEmpty());
            return empty
                    ? Optional.empty()
                    : Optional.of(new OndeFault(
                            name,
                            beyond.line(),
                            beyond.column(),
                            OndeFault.Kind.ROW_TOO_WIDE,
                            List.of(Integer.toString(width))));
        }
        if (row.cells().size() < width && regular && !row.closed()) {
            CsvScanner.Cell last = row.cells().getLast();
            return Optional.of(new OndeFault(
                    name, last.line(), last.column(), OndeFault.Kind.HALF_ROW, List.of(heading.lastName())));
        }
        return Optional.empty();
    }

    private static <R> OndeReading<R> refused(Export export, OndeFault.Kind kind) {
        return new OndeReading.Refused<>(List.of(new OndeFault(export.name(), 0, 0, kind, List.of())));
    }
}
