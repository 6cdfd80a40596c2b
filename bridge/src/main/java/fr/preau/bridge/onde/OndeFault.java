package fr.preau.bridge.onde;

import java.util.List;

/**
 * Why an export is refused.
 *
 * @param file the export's name
 * @param line the line, from 1; 0 where the whole file is meant
 * @param column the character within the line, from 1; 0 where the whole line or file is meant
 * @param details what the sentence about this fault names, in the order that {@link Kind} gives
 */
public record OndeFault(String file, int line, int column, Kind kind, List<String> details) {
    public OndeFault {
        details = List.copyOf(details);
    }

    /** The faults; the details of each in brackets. */
    public enum Kind {
        /** There is no such file. */
        NO_FILE,
        /** The file cannot be read. */
        NOT_READABLE,
        /** The file has no content. */
        EMPTY,
        /** The file holds a heading and no row. */
        NO_ROWS,
        /** A workbook (Excel, OpenDocument). */
        WORKBOOK,
        /** A PDF. */
        PDF,
        /** Text in UTF-16 or UTF-32. */
        UTF_16,
        /** Neither UTF-8 nor ISO-8859-1, or a mixture. [the byte] */
        ENCODING,
        /** A NUL byte: the file is binary or damaged. */
        NUL_BYTE,
        /** Larger than allowed. [bytes allowed] */
        FILE_TOO_LARGE,
        /** A row longer than allowed. [characters allowed] */
        ROW_TOO_LONG,
        /** A cell longer than allowed. [characters allowed] */
        CELL_TOO_LONG,
        /** More cells in a row than allowed. [cells allowed] */
        TOO_MANY_CELLS,
        /** More rows than allowed. [rows allowed] */
        TOO_MANY_ROWS,
        /** A quote that is opened and not closed. */
        QUOTE_NOT_CLOSED,
        /** Something other than a separator after a closing quote. */
        TEXT_AFTER_QUOTE,
        /** The cells are not separated by semicolons. [the separator found] */
        SEPARATOR,
        /** Another one of the three exports. [the export found: pupils, guardians, teachers] */
        OTHER_EXPORT,
        /** A column is missing. [heading] */
        NO_COLUMN,
        /** A column is there twice. [heading] */
        COLUMN_TWICE,
        /** The row ends before its last needed column: the file was cut. [heading] */
        HALF_ROW,
        /** The row has cells beyond the last heading. [number of headings] */
        ROW_TOO_WIDE,
        /** A cell that must have a value has none. [heading] */
        NO_VALUE,
        /** Not a date of birth. [heading, value] */
        DATE,
        /** Neither yes nor no. [heading, value] */
        YES_OR_NO
    }
}
