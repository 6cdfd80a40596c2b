package fr.preau.tests.faults;

import fr.preau.tests.faults.LedgerCheck.Findings;
import fr.preau.tests.faults.LedgerCheck.Stored;
import fr.preau.tests.measure.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the check of a ledger found, as figures of a verdict. */
final class LedgerFigures {
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final List<String> FAULTS =
            List.of("lost", "doubled", "reordered", "gaps", "foreign", "wrongAnswers");

    private LedgerFigures() {}

    /** Counts, to which more may be added; what is wrong is told in full. */
    static Map<String, Object> of(Ledger ledger, List<Stored> stored, Table table) {
        Findings findings = LedgerCheck.check(ledger.entries(), stored);
        if (!findings.none()) {
            table.say("Found: " + findings);
        }
        ledger.breaches().forEach(breach -> table.say("Answer: " + breach));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(ACKNOWLEDGED, ledger.acknowledgedCount());
        figures.put("neverAcknowledged", ledger.entries().size() - ledger.acknowledgedCount());
        Stream.of(
                        findings.lost(),
                        findings.doubled(),
                        findings.reordered(),
                        findings.gaps(),
                        findings.foreign(),
                        ledger.breaches())
                .forEach(found -> figures.put(FAULTS.get(figures.size() - 2), found.size()));
        return figures;
    }

    /** Whether something was acknowledged and nothing is wrong. */
    static boolean clean(Map<String, Object> figures) {
        return FAULTS.stream().allMatch(name -> Integer.valueOf(0).equals(figures.get(name)))
                && !Long.valueOf(0).equals(figures.get(ACKNOWLEDGED));
    }
}
