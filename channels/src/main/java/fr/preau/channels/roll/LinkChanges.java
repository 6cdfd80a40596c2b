package fr.preau.channels.roll;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an import does to the links between guardians and children.
 *
 * @param named children that the rows name and that are certain, each once a row
 * @param added links to make, or to open again
 * @param kept links that stay as they are, with the rights that they have
 * @param gone links to end
 */
public record LinkChanges(int named, Set<Link> added, Set<Link> kept, Set<Link> gone) {
    public LinkChanges {
        added = Set.copyOf(added);
        kept = Set.copyOf(kept);
        gone = Set.copyOf(gone);
    }

    /**
     * Holds the links that the export wants against those known.
     *
     * @param inQuestion whether a link must stay as it is because something about its people is not certain
     */
    static LinkChanges of(int named, Map<Link, Link.Standing> known, Set<Link> wanted, Predicate<Link> inQuestion) {
        Set<Link> added = new HashSet<>(wanted);
        Set<Link> kept = new HashSet<>();
        Set<Link> gone = new HashSet<>();
        known.forEach((link, standing) -> {
            if (standing != Link.Standing.ENDED) {
                added.remove(link);
            }
            if (standing == Link.Standing.BY_HAND) {
                kept.add(link);
            } else if (standing == Link.Standing.IMPORTED) {
                (wanted.contains(link) || inQuestion.test(link) ? kept : gone).add(link);
            }
        });
        return new LinkChanges(named, added, kept, gone);
    }

    /** Whether nothing is to be done. */
    public boolean none() {
        return added.isEmpty() && gone.isEmpty();
    }
}
