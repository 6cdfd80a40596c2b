package fr.preau.bridge.onde;

import fr.preau.bridge.onde.CsvScanner.Cell;
import fr.preau.channels.roll.Folding;
import fr.preau.channels.roll.RollFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the columns stand: the heading of an export, understood. */
final class Heading {
    private final RollFile file;
    private final int width;
    private final String lastName;
    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final List<Map<Column, Integer>> children = new ArrayList<>();

    sealed interface Reading {
        record Understood(Heading heading) implements Reading {}

        record NotUnderstood(List<OndeFault> faults) implements Reading {}
    }

    private Heading(RollFile file, List<Cell> cells) {
        this.file = file;
        this.width = cells.size();
        this.lastName = cells.getLast().text();
    }

    static Reading read(String name, RollFile file, List<Cell> cells) {
        Heading heading = new Heading(file, cells);
        List<OndeFault> faults = heading.place(name, cells);
        if (faults.isEmpty()) {
            faults = heading.missing(name, cells);
        }
        return faults.isEmpty() ? new Reading.Understood(heading) : new Reading.NotUnderstood(faults);
    }

    private List<OndeFault> place(String name, List<Cell> cells) {
        List<OndeFault> faults = new ArrayList<>();
        List<String> folded =
                cells.stream().map(cell -> Folding.fold(cell.text())).toList();
        OndeMapping.folded(file).forEach((column, names) -> {
            if (column.ofChild()) {
                return;
            }
            names.stream().filter(folded::contains).findFirst().ifPresent(found -> {
                int first = folded.indexOf(found);
                int last = folded.lastIndexOf(found);
                places.put(column, first);
                if (last != first) {
                    Cell twice = cells.get(last);
                    faults.add(new OndeFault(
                            name, twice.line(), twice.column(), OndeFault.Kind.COLUMN_TWICE, List.of(twice.text())));
                }
            });
        });
        placeChildren(folded);
        return faults;
    }

    /** A group ends where one of its columns comes again. */
    private void placeChildren(List<String> folded) {
        Map<Column, List<String>> known = OndeMapping.folded(file);
        Map<Column, Integer> group = new EnumMap<>(Column.class);
        for (int i = 0; i < folded.size(); i++) {
            for (Map.Entry<Column, List<String>> entry : known.entrySet()) {
                if (entry.getKey().ofChild() && entry.getValue().contains(folded.get(i))) {
                    if (group.containsKey(entry.getKey())) {
                        children.add(group);
                        group = new EnumMap<>(Column.class);
                    }
                    group.put(entry.getKey(), i);
                }
            }
        }
        if (!group.isEmpty()) {
            children.add(group);
        }
    }

    private List<OndeFault> missing(String name, List<Cell> cells) {
        Set<Column> missing = new HashSet<>();
        for (Column column : OndeMapping.needed(file)) {
            boolean there = column.ofChild()
                    ? !children.isEmpty() && children.stream().allMatch(group -> group.containsKey(column))
                    : places.containsKey(column);
            if (!there) {
                missing.add(column);
            }
        }
        if (missing.isEmpty()) {
            return List.of();
        }
        int line = cells.getFirst().line();
        String text = cells.getFirst().text();
        if (cells.size() == 1 && (text.contains(",") || text.contains("|") || text.contains("\t"))) {
            return List.of(
                    new OndeFault(name, line, 1, OndeFault.Kind.SEPARATOR, List.of(text.contains(",") ? "," : "|")));
        }
        for (RollFile other : RollFile.values()) {
            if (other != file && new Heading(other, cells).fits(cells)) {
                return List.of(new OndeFault(name, line, 0, OndeFault.Kind.OTHER_EXPORT, List.of(other.name())));
            }
        }
        return Arrays.stream(Column.values())
                .filter(missing::contains)
                .map(column -> new OndeFault(
                        name, line, 0, OndeFault.Kind.NO_COLUMN, List.of(OndeMapping.heading(file, column))))
                .toList();
    }

    private boolean fits(List<Cell> cells) {
        place("", cells);
        return OndeMapping.needed(file).stream()
                .allMatch(column -> column.ofChild()
                        ? children.stream().anyMatch(group -> group.containsKey(column))
                        : places.containsKey(column));
    }

    int width() {
        return width;
    }

    /** The last heading, as the file writes it. */
    String lastName() {
        return lastName;
    }

    /** The place of a column, from 0; -1 where the export has none. */
    int place(Column column) {
        return places.getOrDefault(column, -1);
    }

    /** The groups of columns about children, each with the place of its columns. */
    List<Map<Column, Integer>> children() {
        return children;
    }
}
