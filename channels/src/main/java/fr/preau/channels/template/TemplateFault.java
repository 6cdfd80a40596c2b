package fr.preau.channels.template;

/**
 * What is wrong with a template.
 *
 * @param kind what it is
 * @param place at which character, from 1
 * @param found what stands there, at most 40 characters
 */
public record TemplateFault(Kind kind, int place, String found) {

    /** The kinds of fault. */
    public enum Kind {
        /** Nothing but white space. */
        EMPTY,
        /** More characters than its part may have. */
        TOO_LONG,
        /** A word between braces that is no variable of this part. */
        UNKNOWN_VARIABLE,
        /** Braces that open and do not close, or close and did not open. */
        BRACES,
        /** Markup; a template is plain words. */
        MARKUP,
        /** A line break or another control character where the part is one line. */
        CONTROL
    }
}
