package fr.preau.channels.roll;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The guardians' rows once their children are found, and the people that they come to. */
final class GuardianFile {
    private GuardianFile() {}

    /**
     * A row and its children.
     *
     * @param children those that are certain
     * @param unmatched those that are not
     * @param held whether the row names a child who is held
     */
    record Resolved(GuardianRow row, Set<UUID> children, List<UnmatchedChild> unmatched, boolean held) {
        /** Whether the row names children of whom nothing is certain yet: then no link of its guardian is ended. */
        boolean open() {
            return held || !unmatched.isEmpty();
        }

        GuardianEntry entry() {
            return row.entry();
        }

        PersonName name() {
            return row.entry().name();
        }
    }

    /**
     * A known guardian.
     *
     * @param children the children by whom this person is known again
     * @param imported those of them whose link came with an import and stands
     */
    record KnownGuardian(Known<GuardianEntry> known, Set<UUID> children, Set<UUID> imported) {
        static KnownGuardian of(Known<GuardianEntry> known, Map<UUID, Link.Standing> links) {
            Set<UUID> children = new TreeSet<>();
            Set<UUID> imported = new TreeSet<>();
            links.forEach((pupil, standing) -> {
                if (known.left() || standing != Link.Standing.ENDED) {
                    children.add(pupil);
                }
                if (standing == Link.Standing.IMPORTED) {
                    imported.add(pupil);
                }
            });
            return new KnownGuardian(known, children, imported);
        }

        UUID person() {
            return known.person();
        }

        GuardianEntry entry() {
            return known.entry();
        }

        boolean livesAt(Resolved row) {
            return entry().address().sameAs(row.entry().address());
        }

        /**
         * Whether rows of this name that share a child are this guardian without a doubt: an address is the same, or not
         * given, or the children are.
         *
         * @param stillThere the pupils who are in the export and were known before
         */
        boolean certainlyIs(Person found, Set<UUID> stillThere) {
            Set<UUID> now = found.children();
            boolean sameChildren = now.stream().filter(stillThere::contains).allMatch(children::contains)
                    && imported.stream().filter(stillThere::contains).allMatch(now::contains);
            return sameChildren
                    || known.left()
                    || entry().address().unknown()
                    || found.resolved().stream()
                            .anyMatch(
                                    row -> livesAt(row) || row.entry().address().unknown());
        }
    }

    /** Rows that are one guardian. */
    record Person(List<Resolved> resolved, @Nullable KnownGuardian match) implements Cluster<GuardianEntry> {
        static Person alone(Resolved row) {
            return new Person(List.of(row), null);
        }

        @Override
        public List<Integer> rows() {
            return resolved.stream().map(each -> each.row().line()).toList();
        }

        @Override
        public @Nullable Known<GuardianEntry> known() {
            return match == null ? null : match.known();
        }

        /** What the rows say together, the first one first; an address that is known stays where a row still has it. */
        @Override
        public GuardianEntry entry() {
            GuardianEntry entry = resolved.stream()
                    .map(Resolved::entry)
                    .reduce(GuardianEntry::completedBy)
                    .orElseThrow();
            return resolved.stream()
                    .map(each -> each.entry().address())
                    .filter(address ->
                            match != null && address.sameAs(match.entry().address()))
                    .findFirst()
                    .map(entry::livingAt)
                    .orElse(entry);
        }

        Set<UUID> children() {
            Set<UUID> children = new LinkedHashSet<>();
            resolved.forEach(each -> children.addAll(each.children()));
            return children;
        }

        boolean open() {
            return resolved.stream().anyMatch(Resolved::open);
        }

        PersonName name() {
            return resolved.getFirst().name();
        }

        /** One person with these rows too. */
        Person and(List<Resolved> others) {
            List<Resolved> all = new ArrayList<>(resolved);
            all.addAll(others);
            all.sort(Comparator.comparing(each -> each.row().line()));
            return new Person(all, match);
        }

        /** The name and the children, in words that stay the same from one export to the next. */
        String key(Function<UUID, String> pupilKey) {
            return name().key() + children().stream().map(pupilKey).sorted().toList();
        }
    }
}
