package fr.preau.tests.measure;

import java.io.PrintStream;

/** Rows of columns of one width each, for people who watch. */
public final class Table {
    private final PrintStream out;
    private final int[] widths;

    private Table(PrintStream out, int[] widths) {
        this.out = out;
        this.widths = widths;
    }

    /** A table that writes here; call {@link #head} first. */
    public static Table on(PrintStream out) {
        return new Table(out, new int[0]);
    }

    /** Prints the headings; each column is as wide as its heading, at least 8. */
    public Table head(String... headings) {
        int[] wide = new int[headings.length];
        for (int i = 0; i < headings.length; i++) {
            wide[i] = Math.max(8, headings[i].length());
        }
        Table table = new Table(out, wide);
        table.row((Object[]) headings);
        return table;
    }

    /** Prints a row. */
    public void row(Object... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            int width = i < widths.length ? widths[i] : 8;
            String cell = String.valueOf(cells[i]);
            line.append(" ".repeat(Math.max(0, width - cell.length())))
                    .append(cell)
                    .append("  ");
        }
        out.println(line.toString().stripTrailing());
    }

    /** Prints a line of text. */
    public void say(String text) {
        out.println(text);
    }
}
