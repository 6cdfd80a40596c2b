package fr.preau.channels.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Words with variables between double braces, as in {@code {{school}} : {{title}}}. What a variable stands for is taken as it
 * is and never read as a template again.
 */
public final class Template {
    private static final Pattern MARKUP = Pattern.compile("<\\s*[/!?a-zA-Z]|&[a-zA-Z#][a-zA-Z0-9]*;");
    private static final Pattern NAME = Pattern.compile("\\s*([^{}]*?)\\s*");
    private static final int SHOWN = 40;

    private sealed interface Piece {}

    private record Words(String words) implements Piece {}

    private record Named(Variable variable) implements Piece {}

    /** What came of reading a template. */
    public sealed interface Reading {}

    /** It is right. */
    public record Right(Template template) implements Reading {}

    /** It is not; every fault, the first one first. */
    public record Wrong(List<TemplateFault> faults) implements Reading {
        public Wrong {
            faults = List.copyOf(faults);
        }
    }

    private final String source;
    private final List<Piece> pieces;

    private Template(String source, List<Piece> pieces) {
        this.source = source;
        this.pieces = List.copyOf(pieces);
    }

    /** Reads a template of this part. */
    public static Reading read(Part part, String source) {
        var faults = new ArrayList<TemplateFault>();
        if (source.isBlank()) {
            faults.add(new TemplateFault(TemplateFault.Kind.EMPTY, 1, ""));
        }
        if (source.length() > part.longest()) {
            // Nothing more is read: an endless text has endless faults.
            return new Wrong(List.of(
                    new TemplateFault(TemplateFault.Kind.TOO_LONG, part.longest() + 1, shown(source, part.longest()))));
        }
        var markup = MARKUP.matcher(source);
        if (markup.find()) {
            faults.add(new TemplateFault(TemplateFault.Kind.MARKUP, markup.start() + 1, shown(source, markup.start())));
        }
        for (int at = 0; at < source.length(); at++) {
            char letter = source.charAt(at);
            if (Character.isISOControl(letter) && !(letter == '\n' && part == Part.INTRO)) {
                faults.add(new TemplateFault(TemplateFault.Kind.CONTROL, at + 1, ""));
                break;
            }
        }
        var pieces = pieces(part, source, faults);
        return faults.isEmpty() ? new Right(new Template(source, pieces)) : new Wrong(faults);
    }

    private static List<Piece> pieces(Part part, String source, List<TemplateFault> faults) {
        var pieces = new ArrayList<Piece>();
        int at = 0;
        while (at < source.length()) {
            int open = source.indexOf("{{", at);
            int end = open < 0 ? source.length() : open;
            braces(source, at, end, faults);
            pieces.add(new Words(source.substring(at, end)));
            if (open < 0) {
                break;
            }
            int close = source.indexOf("}}", open);
            int again = source.indexOf("{{", open + 2);
            if (close < 0 || (again >= 0 && again < close)) {
                faults.add(new TemplateFault(TemplateFault.Kind.BRACES, open + 1, shown(source, open)));
                at = again < 0 ? source.length() : again;
                continue;
            }
            variable(part, source, open, close, pieces, faults);
            at = close + 2;
        }
        return pieces;
    }

    private static void variable(
            Part part, String source, int open, int close, List<Piece> pieces, List<TemplateFault> faults) {
        var inside = NAME.matcher(source.substring(open + 2, close));
        var name = inside.matches() ? inside.group(1) : "";
        Variable.of(name)
                .filter(part.variables()::contains)
                .ifPresentOrElse(
                        found -> pieces.add(new Named(found)),
                        () -> faults.add(new TemplateFault(
                                TemplateFault.Kind.UNKNOWN_VARIABLE,
                                open + 1,
                                source.substring(open, Math.min(close + 2, open + SHOWN)))));
    }

    private static void braces(String source, int from, int to, List<TemplateFault> faults) {
        for (int at = from; at < to; at++) {
            if (source.charAt(at) == '{' || source.charAt(at) == '}') {
                faults.add(new TemplateFault(TemplateFault.Kind.BRACES, at + 1, shown(source, at)));
                return;
            }
        }
    }

    private static String shown(String source, int at) {
        return source.substring(at, Math.min(source.length(), at + SHOWN));
    }

    /** The words, each variable in its place; one without a value is empty. */
    public String fill(Map<Variable, String> values) {
        var filled = new StringBuilder();
        for (var piece : pieces) {
            filled.append(
                    switch (piece) {
                        case Words(var words) -> words;
                        case Named(var variable) -> values.getOrDefault(variable, "");
                    });
        }
        return filled.toString();
    }

    /** Whether it names this variable. */
    public boolean names(Variable variable) {
        return pieces.contains(new Named(variable));
    }

    /** As it was written. */
    @Override
    public String toString() {
        return source;
    }
}
