package fr.preau.channels.identity;

/** What is thought of a password that somebody would like to have. */
public sealed interface PasswordVerdict {
    /** It may be used. */
    record Accepted() implements PasswordVerdict {}

    /** It has fewer than {@code least} characters. */
    record TooShort(int least) implements PasswordVerdict {}

    /** It has more than {@code most} characters. */
    record TooLong(int most) implements PasswordVerdict {}

    /** It is among the first that an attacker tries: a common one, names of the person, rows of keys, repetitions. */
    record TooCommon() implements PasswordVerdict {}
}
