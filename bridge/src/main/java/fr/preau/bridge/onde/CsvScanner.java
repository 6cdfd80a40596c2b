package fr.preau.bridge.onde;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into rows and cells (RFC 4180 with semicolons) and remembers where each cell stands. Written here because
 * readers of CSV that are about tell the line of a fault and not its column. Holds one row at a time, within the limits.
 */
final class CsvScanner {
    private static final int END = -1;

    private final String file;
    private final Reader in;
    private final OndeLimits limits;
    private final StringBuilder cell = new StringBuilder();
    private int line = 1;
    private int column;
    private int ahead = -2;
    private int rowChars;

    /**
     * A cell.
     *
     * @param line where it begins, from 1
     * @param column where it begins, from 1
     */
    record Cell(String text, int line, int column) {}

    sealed interface Scan {
        /** @param closed whether a line end follows */
        record Row(List<Cell> cells, boolean closed) implements Scan {
            int line() {
                return cells.getFirst().line();
            }

            /** A row in which nothing stands. */
            boolean blank() {
                return cells.stream().allMatch(each -> each.text().isEmpty());
            }
        }

        record Broken(OndeFault fault) implements Scan {}

        record End() implements Scan {}
    }

    CsvScanner(String file, Reader in, OndeLimits limits) {
        this.file = file;
        this.in = in;
        this.limits = limits;
    }

    /** The next row; after the last one, or after a fault, call it no more. */
    Scan next() throws IOException {
        if (peek() == END) {
            return new Scan.End();
        }
        rowChars = 0;
        List<Cell> cells = new ArrayList<>();
        while (true) {
            int startLine = line;
            int startColumn = column + 1;
            OndeFault fault = peek() == '"' ? quoted(startLine, startColumn) : plain();
            if (fault == null && cells.size() == limits.columns()) {
                fault = fault(startLine, startColumn, OndeFault.Kind.TOO_MANY_CELLS, limits.columns());
            }
            if (fault != null) {
                return new Scan.Broken(fault);
            }
            cells.add(new Cell(clean(cell), startLine, startColumn));
            switch (read()) {
                case ';' -> {}
                case '\r' -> {
                    if (peek() == '\n') {
                        read();
                    }
                    return new Scan.Row(cells, true);
                }
                case '\n' -> {
                    return new Scan.Row(cells, true);
                }
                default -> {
                    return new Scan.Row(cells, false);
                }
            }
        }
    }

    private @Nullable OndeFault plain() throws IOException {
        cell.setLength(0);
        while (!ends(peek())) {
            OndeFault fault = append(read());
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private @Nullable OndeFault quoted(int startLine, int startColumn) throws IOException {
        cell.setLength(0);
        read();
        while (true) {
            int next = read();
            if (next == END) {
                return fault(startLine, startColumn, OndeFault.Kind.QUOTE_NOT_CLOSED, 0);
            }
            if (next == '"' && peek() != '"') {
                break;
            }
            if (next == '"') {
                read();
            }
            OndeFault fault = append(next);
            if (fault != null) {
                // A quote that never closes swallows the rest of the file: say where it opened.
                return startLine < line ? fault(startLine, startColumn, OndeFault.Kind.QUOTE_NOT_CLOSED, 0) : fault;
            }
        }
        return ends(peek()) ? null : fault(line, column + 1, OndeFault.Kind.TEXT_AFTER_QUOTE, 0);
    }

    private @Nullable OndeFault append(int next) {
        if (cell.length() == limits.cellChars()) {
            return fault(line, column, OndeFault.Kind.CELL_TOO_LONG, limits.cellChars());
        }
        if (rowChars++ == limits.rowChars()) {
            return fault(line, column, OndeFault.Kind.ROW_TOO_LONG, limits.rowChars());
        }
        cell.append((char) next);
        return null;
    }

    private static boolean ends(int next) {
        return next == ';' || next == '\r' || next == '\n' || next == END;
    }

    private int peek() throws IOException {
        if (ahead == -2) {
            ahead = in.read();
        }
        return ahead;
    }

    private int read() throws IOException {
        int next = peek();
        if (next != END) {
            ahead = -2;
        }
        if (next == '\n' || (next == '\r' && peek() != '\n')) {
            line++;
            column = 0;
        } else if (next != '\r' && next != END) {
            column++;
        }
        return next;
    }

    private OndeFault fault(int atLine, int atColumn, OndeFault.Kind kind, int limit) {
        return new OndeFault(file, atLine, atColumn, kind, limit == 0 ? List.of() : List.of(Integer.toString(limit)));
    }

    /** Without blanks around it; line ends, tabs and other control signs inside become one blank. */
    private static String clean(CharSequence text) {
        return text.toString().replaceAll("[\\p{Cc}\\p{Z}\\uFEFF]+", " ").strip();
    }
}
