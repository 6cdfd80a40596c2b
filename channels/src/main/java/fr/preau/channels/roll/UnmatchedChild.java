package fr.preau.channels.roll;

import java.util.List;

/**
 * A child named by a guardian's row that is not, with certainty, one of the pupils. No link is made or ended for it.
 *
 * @param row line of the guardians' file
 * @param child the child as the row names it
 * @param reason why it is not certain
 * @param candidates lines of the pupils' file that a person may look at first
 */
public record UnmatchedChild(int row, ChildRef child, Reason reason, List<Integer> candidates) {
    public UnmatchedChild {
        candidates = List.copyOf(candidates);
    }

    /** Why a child is not certain. */
    public enum Reason {
        /** Nobody of this name. */
        NO_SUCH_PUPIL,
        /** The name is there, in another class. */
        OTHER_CLASS,
        /** The row says no class. */
        NO_CLASS,
        /** Several pupils of this name in this class. */
        SEVERAL
    }
}
