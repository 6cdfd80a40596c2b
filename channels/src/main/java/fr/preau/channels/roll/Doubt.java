package fr.preau.channels.roll;

import java.util.List;

/**
 * A question that only a person can answer: are these one person?
 *
 * @param token short name of the question, the same in each import until the rows themselves differ
 * @param file the export in which the rows are
 * @param rows lines of that file, in order
 * @param reason why they may be one person
 * @param names the names in question, for a person to read
 * @param held whether the rows wait for the answer; otherwise each is taken as a person of its own
 */
public record Doubt(String token, RollFile file, List<Integer> rows, Reason reason, List<String> names, boolean held) {
    public Doubt {
        rows = rows.stream().sorted().distinct().toList();
        names = names.stream().distinct().toList();
    }

    /** Why rows may be one person, or a row somebody known already. */
    public enum Reason {
        /** One export: same name, same address, other children. */
        SAME_NAME_SAME_ADDRESS,
        /** One export: same name, other address. */
        SAME_NAME_OTHER_ADDRESS,
        /** One export: same name twice for one child. */
        SAME_NAME_SAME_CHILD,
        /** One export: same first name and child, and one goes by the other's name, address, telephone or e-mail. */
        OTHER_SURNAME,
        /** One export: two pupils of the same name and day of birth. */
        PUPIL_TWICE,
        /** One export: two pupils of the same name in one class. */
        PUPIL_SAME_NAME_SAME_CLASS,
        /** One export: two teachers of the same name. */
        TEACHER_TWICE,
        /** A pupil with the name of a known one who is no longer in the export, born on another day. */
        KNOWN_PUPIL_OTHER_BIRTH_DATE,
        /** A pupil with first name and day of birth of a known one who is no longer in the export. */
        KNOWN_PUPIL_OTHER_FAMILY_NAME,
        /** A pupil with almost the name, and the day of birth, of a known one who is no longer in the export. */
        KNOWN_PUPIL_NEAR_NAME,
        /** A guardian whose address changed, and the children with it. */
        KNOWN_GUARDIAN_MOVED,
        /** A guardian with the name of a known one who has other children. */
        KNOWN_GUARDIAN_OTHER_CHILDREN,
        /** A guardian of the same child and almost the name of a known one who is no longer in the export. */
        KNOWN_GUARDIAN_OTHER_NAME,
        /** Several known persons of one name fit, and nothing says which row is which. */
        WHICH_IS_WHICH
    }

    /** The token of a question about these keys: it names nobody and stays as long as the keys stay. */
    static String token(RollFile file, List<String> keys) {
        return Fingerprint.of(
                file + "\n" + String.join("\n", keys.stream().sorted().toList()), 5);
    }
}
