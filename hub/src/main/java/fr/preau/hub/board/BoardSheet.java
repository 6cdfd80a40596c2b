package fr.preau.hub.board;

import fr.preau.channels.board.Board;
import fr.preau.channels.board.BoardWords;
import fr.preau.channels.board.Progress;
import fr.preau.channels.board.Situation;
import io.vertx.core.buffer.Buffer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The board as a table for a spreadsheet: one line a guardian, semicolons, UTF-8 with its mark, so that a French Excel opens
 * it as it is. No contact data. A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
final class BoardSheet {
    private static final String MARK = "\uFEFF";
    private static final String FORMULA = "=+-@\t\r";

    private final BoardWords words;
    private final Board board;
    private final ZoneId zone;
    private final StringBuilder lines = new StringBuilder(MARK);

    BoardSheet(BoardWords words, Board board, ZoneId zone) {
        this.words = words;
        this.board = board;
        this.zone = zone;
        line(Stream.of("school", "class", "child", "child_state", "guardian", "rights", "state", "reason")
                .map(column -> words.text("column." + column))
                .toList());
    }

    void add(List<BoardStore.Child> children) {
        children.forEach(this::add);
    }

    private void add(BoardStore.Child child) {
        List<Situation> situations = Facts.of(child.facts());
        List<String> first = new ArrayList<>(
                List.of(child.schoolName(), child.className().orElse(""), child.name(), state(child, situations)));
        if (child.grown().isEmpty()) {
            first.addAll(List.of("", "", "", words.text("why.no_guardian")));
            line(first);
        }
        for (int i = 0; i < child.grown().size(); i++) {
            BoardStore.Grown grown = child.grown().get(i);
            Progress progress = board.of(situations.get(i));
            List<String> cells = new ArrayList<>(first);
            cells.addAll(List.of(
                    grown.name(), words.text("rights." + grown.rights()), state(grown, progress), reasons(progress)));
            line(cells);
        }
    }

    private String state(BoardStore.Child child, List<Situation> situations) {
        return child.told()
                .map(told -> words.text("told." + told.how()))
                .orElseGet(() -> words.of(board.of(false, situations)));
    }

    private String state(BoardStore.Grown grown, Progress progress) {
        String due = progress instanceof Progress.Waiting
                ? grown.due().map(at -> " " + words.due(at, zone)).orElse("")
                : "";
        return words.of(progress) + due;
    }

    private String reasons(Progress progress) {
        return progress.hindrances().stream().map(words::of).distinct().collect(Collectors.joining(", "));
    }

    private void line(List<String> cells) {
        lines.append(cells.stream().map(BoardSheet::cell).collect(Collectors.joining(";")))
                .append("\r\n");
    }

    static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    Buffer bytes() {
        return Buffer.buffer(lines.toString());
    }
}
