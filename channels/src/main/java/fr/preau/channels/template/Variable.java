package fr.preau.channels.template;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a template may name. */
public enum Variable {
    /** The school, the class or the town as families know it, with the town's service. */
    SCHOOL,
    /** The post's title; empty where there is none. */
    TITLE,
    /** The post's text in plain words. */
    TEXT,
    /** The address at which the post can be read. */
    LINK,
    /** Who wrote, as others see this person. */
    AUTHOR;

    /** The word between the braces. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Variable> of(String code) {
        return Arrays.stream(values())
                .filter(known -> known.code().equals(code))
                .findFirst();
    }
}
