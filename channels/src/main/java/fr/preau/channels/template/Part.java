package fr.preau.channels.template;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parts of a message whose words may be chosen. */
public enum Part {
    /** The whole of a text message. */
    SMS("sms", 300, EnumSet.allOf(Variable.class)),
    /** The subject of an e-mail. */
    SUBJECT("subject", 120, EnumSet.of(Variable.SCHOOL, Variable.TITLE, Variable.AUTHOR)),
    /** What stands in an e-mail before the post; there even where the post itself stays in the house. */
    INTRO("intro", 500, EnumSet.of(Variable.SCHOOL, Variable.AUTHOR));

    private final String code;
    private final int longest;
    private final Set<Variable> variables;

    Part(String code, int longest, Set<Variable> variables) {
        this.code = code;
        this.longest = longest;
        this.variables = variables;
    }

    /** The word in rows and addresses. */
    public String code() {
        return code;
    }

    /** The longest template, in characters. */
    public int longest() {
        return longest;
    }

    /** What a template of this part may name, in their order. */
    public List<Variable> variables() {
        return List.copyOf(variables);
    }

    /** The part of a word, or none. */
    public static Optional<Part> of(String code) {
        return Arrays.stream(values()).filter(part -> part.code.equals(code)).findFirst();
    }
}
