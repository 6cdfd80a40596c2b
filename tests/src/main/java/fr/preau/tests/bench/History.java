package fr.preau.tests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Notes;
import fr.preau.tests.measure.Notes.Note;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What was noted of earlier runs, a table a bench: a column a run, a row a figure. */
final class History implements Case {
    @Override
    public String about() {
        return "figures of earlier runs [NAME] [--runs 5] [--file " + Notes.STANDARD + "]";
    }

    @Override
    public Verdict run(Options options, Table out) {
        options.only(Options.SUBJECT, "runs", "file");
        int runs = options.number("runs", 5);
        Path file = options.text("file").map(Path::of).orElse(Notes.STANDARD);
        Map<String, List<Note>> byName = new TreeMap<>();
        for (Note note : new Notes(file).all()) {
            if (note.name().equals(options.text(Options.SUBJECT).orElse(note.name()))) {
                byName.computeIfAbsent(note.name(), name -> new ArrayList<>()).add(note);
            }
        }
        byName.forEach((name, notes) ->
                print(name, notes.subList(Math.max(0, notes.size() - runs), notes.size()), out));
        int found = byName.values().stream().mapToInt(List::size).sum();
        if (found == 0) {
            out.say("Nothing was noted yet; a run is kept with --note " + file + ".");
        }
        return new Verdict(true, Map.of("runs", found));
    }

    private static void print(String name, List<Note> notes, Table out) {
        out.say(name);
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (int run = 0; run < notes.size(); run++) {
            Map<String, String> cells = cells(notes.get(run));
            for (var cell : cells.entrySet()) {
                List<String> row = rows.computeIfAbsent(cell.getKey(), key -> new ArrayList<>());
                while (row.size() < run) {
                    row.add("");
                }
                row.add(cell.getValue());
            }
        }
        String[] widths = Stream.concat(
                        Stream.of("-".repeat(longest(rows.keySet()))),
                        notes.stream()
                                .map(note -> "-".repeat(longest(cells(note).values()))))
                .toArray(String[]::new);
        Table table = out.head(widths);
        rows.forEach((figure, row) ->
                table.row(Stream.concat(Stream.of(figure), row.stream()).toArray()));
        out.say("");
    }

    /** What stands below one another for a run, from when to the last figure. */
    private static Map<String, String> cells(Note note) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("at", note.at().toString().substring(0, 16));
        cells.put("commit", note.commit());
        cells.put("processor", note.machine().processor());
        cells.put("cores, GiB", note.machine().cores() + ", " + note.machine().memoryGiB());
        cells.put("system", note.machine().system());
        cells.put("java", note.machine().java());
        note.options().forEach((name, value) -> cells.put("--" + name, value));
        cells.put("ok", note.ok() ? "yes" : "no");
        figures("", note.figures(), cells);
        return cells;
    }

    private static void figures(String path, JsonNode node, Map<String, String> cells) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> figures(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), cells));
        } else {
            cells.put(path, node.isTextual() ? node.asText() : node.toString());
        }
    }

    private static int longest(Collection<String> words) {
        return words.stream().mapToInt(String::length).max().orElse(0);
    }
}
