package fr.preau.tests.access;

import fr.preau.tests.Repository;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** access.csv, read by the tests themselves: what the hub made of it is what is tested. */
record AccessRules(List<Row> rows) {
    private static final List<String> KINDS = List.of(
            "class_pupils",
            "class_families",
            "liaison",
            "direct",
            "staff_room",
            "inspection",
            "town_bulletin",
            "school_notice");

    /** One line; each cell may hold several words, or a star for all. */
    record Row(Set<String> kinds, Set<String> actions, Set<String> roles, String relation, String outcome) {
        boolean grants(String kind, String action, String role) {
            return holds(kinds, kind) && holds(actions, action) && holds(roles, role);
        }

        private static boolean holds(Set<String> cell, String word) {
            return cell.contains("*") || cell.contains(word);
        }
    }

    static AccessRules read() {
        String file = "channels/src/main/resources/fr/preau/channels/access/access.csv";
        List<Row> rows = new ArrayList<>();
        for (String line : Repository.text(Repository.root().resolve(file)).split("\n")) {
            if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("on,")) {
                String[] cells = line.strip().split(",", -1);
                rows.add(new Row(words(cells[0]), words(cells[1]), words(cells[2]), cells[3], cells[4]));
            }
        }
        return new AccessRules(rows);
    }

    static List<String> kinds() {
        return KINDS;
    }

    Set<String> actions() {
        Set<String> all = new TreeSet<>();
        rows.forEach(row -> all.addAll(row.actions()));
        return all;
    }

    /**
     * What the hub must say: "ok", or the code of the problem.
     *
     * @param standings what the caller is in the channel; none: not in it
     * @param author whether the post acted on is the caller's own
     * @param open whether the channel is open to replies
     */
    String expected(String kind, String action, Set<String> standings, boolean author, boolean open) {
        if (standings.isEmpty()) {
            return "not_found";
        }
        Set<String> outcomes = new LinkedHashSet<>();
        for (Row row : rows) {
            boolean related =
                    row.relation().equals("member") || (author && row.relation().equals("author"));
            if (related && standings.stream().anyMatch(role -> row.grants(kind, action, role))) {
                outcomes.add(row.outcome());
            }
        }
        if (outcomes.contains("allow") || (open && outcomes.contains("when_open"))) {
            return "ok";
        }
        return outcomes.contains("when_open") ? "replies_closed" : "forbidden";
    }

    private static Set<String> words(String cell) {
        return Set.of(cell.split("\\|"));
    }
}
