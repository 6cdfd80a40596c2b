package fr.preau.channels.access;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The one table of rights (access.csv beside this class), role x action x relation for each kind of channel. What no
 * row grants is refused. Immutable; an answer costs one look-up a standing.
 */
public final class AccessTable {
    private enum Outcome {
        ALLOW,
        WHEN_OPEN
    }

    private record Cell(ChannelKind on, Action action, Standing role, Relation relation) {}

    private static final AccessTable STANDARD = load();
    private final Map<Cell, Outcome> cells;

    private AccessTable(Map<Cell, Outcome> cells) {
        this.cells = Map.copyOf(cells);
    }

    /** The table that ships with the hub. */
    public static AccessTable standard() {
        return STANDARD;
    }

    /**
     * May somebody with these standings do this?
     *
     * @param standings what the caller is in the channel; empty for outsiders, who are told that it does not exist
     * @param author whether the caller wrote the post acted on
     * @param open whether the channel is open to replies
     * @return empty when allowed, else why not
     */
    public Optional<Problem> refusal(
            ChannelKind on, Action action, Set<Standing> standings, boolean author, boolean open) {
        if (standings.isEmpty()) {
            return Optional.of(Problem.NOT_FOUND);
        }
        boolean closed = false;
        for (Standing role : standings) {
            Outcome outcome = cells.get(new Cell(on, action, role, Relation.MEMBER));
            if (outcome == null && author) {
                outcome = cells.get(new Cell(on, action, role, Relation.AUTHOR));
            }
            if (outcome == Outcome.ALLOW || (outcome == Outcome.WHEN_OPEN && open)) {
                return Optional.empty();
            }
            closed |= outcome == Outcome.WHEN_OPEN;
        }
        return Optional.of(closed ? Problem.REPLIES_CLOSED : Problem.FORBIDDEN);
    }

    /** {@link #refusal} as a yes or no. */
    public boolean permits(ChannelKind on, Action action, Set<Standing> standings, boolean author, boolean open) {
        return refusal(on, action, standings, author, open).isEmpty();
    }

    private static AccessTable load() {
        try (InputStream in = Objects.requireNonNull(AccessTable.class.getResourceAsStream("access.csv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Map<Cell, Outcome> cells = new HashMap<>();
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("on,"))
                    .forEach(line -> read(line, cells));
            return new AccessTable(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(String line, Map<Cell, Outcome> cells) {
        String[] row = line.split(",", -1);
        if (row.length != 5) {
            throw new IllegalStateException("access.csv: five columns expected in: " + line);
        }
        Outcome outcome = Outcome.valueOf(row[4].toUpperCase(Locale.ROOT));
        for (ChannelKind on : words(row[0], ChannelKind.class)) {
            for (Action action : words(row[1], Action.class)) {
                for (Standing role : words(row[2], Standing.class)) {
                    for (Relation relation : words(row[3], Relation.class)) {
                        cells.merge(new Cell(on, action, role, relation), outcome, AccessTable::wider);
                    }
                }
            }
        }
    }

    private static Outcome wider(Outcome one, Outcome other) {
        return one == Outcome.ALLOW ? one : other;
    }

    private static <E extends Enum<E>> List<E> words(String cell, Class<E> type) {
        if (cell.equals("*")) {
            return List.of(type.getEnumConstants());
        }
        return Arrays.stream(cell.split("\\|"))
                .map(word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT)))
                .toList();
    }
}
