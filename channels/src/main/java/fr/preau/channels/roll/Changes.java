package fr.preau.channels.roll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * What an import does to the people of one kind.
 *
 * @param added people who were not known
 * @param returned people who had left and are back
 * @param changed people of whom the export says something else than before
 * @param unchanged people of whom it says the same
 * @param gone people whom the export no longer has
 * @param held lines that wait for a person to decide; nothing is done for them
 */
public record Changes<E>(
        List<Planned<E>> added,
        List<Revised<E>> returned,
        List<Revised<E>> changed,
        List<Planned<E>> unchanged,
        List<Known<E>> gone,
        List<Integer> held) {

    /**
     * Sorts people into what happens to them.
     *
     * @param completed an entry completed by what was known before
     * @param ids where the ids of new people come from
     */
    static <E> Changes<E> of(
            List<? extends Cluster<E>> clusters,
            List<Known<E>> gone,
            List<Integer> held,
            BinaryOperator<E> completed,
            Supplier<UUID> ids) {
        Changes<E> changes =
                new Changes<>(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), gone, held);
        for (Cluster<E> cluster : clusters) {
            Known<E> known = cluster.known();
            if (known == null) {
                changes.added.add(new Planned<>(ids.get(), cluster.rows(), cluster.entry()));
                continue;
            }
            E after = completed.apply(cluster.entry(), known.entry());
            if (known.left()) {
                changes.returned.add(new Revised<>(known.person(), cluster.rows(), known.entry(), after));
            } else if (after.equals(known.entry())) {
                changes.unchanged.add(new Planned<>(known.person(), cluster.rows(), after));
            } else {
                changes.changed.add(new Revised<>(known.person(), cluster.rows(), known.entry(), after));
            }
        }
        return changes;
    }

    /** The same changes, and these people gone. */
    Changes<E> losing(List<Known<E>> people) {
        return new Changes<>(added, returned, changed, unchanged, people, held);
    }

    /** The person of each line that is not held. */
    public Map<Integer, UUID> people() {
        Map<Integer, UUID> people = new HashMap<>();
        added.forEach(planned -> planned.rows().forEach(row -> people.put(row, planned.person())));
        unchanged.forEach(planned -> planned.rows().forEach(row -> people.put(row, planned.person())));
        changed.forEach(revised -> revised.rows().forEach(row -> people.put(row, revised.person())));
        returned.forEach(revised -> revised.rows().forEach(row -> people.put(row, revised.person())));
        return people;
    }

    /** Whether nothing is to be done. */
    public boolean none() {
        return added.isEmpty() && returned.isEmpty() && changed.isEmpty() && gone.isEmpty();
    }
}
