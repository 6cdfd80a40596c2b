package fr.preau.hub.board;

import fr.preau.channels.board.Board;
import fr.preau.channels.board.BoardWords;
import fr.preau.channels.board.Progress;
import fr.preau.channels.board.Situation;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The families to tell on paper or by telephone, printed: by school and class, each child with a box to tick and its
 * guardians in the order in which to call them. Made on a virtual thread, as drawing takes its time.
 */
final class CallList {
    private CallList() {}

    /** What the head of the page says. */
    record Heading(Optional<String> title, Instant sentAt, Instant madeAt, ZoneId zone) {}

    /** The list as a PDF. */
    static byte[] pdf(Heading heading, List<BoardStore.Child> children, Board board, BoardWords words) {
        try (PrintedList page = new PrintedList(words)) {
            page.title(words.text("list.title"));
            page.text(words.text(
                    "list.post",
                    heading.title().map(title -> "« " + title + " »").orElse("Préau"),
                    words.moment(heading.sentAt(), heading.zone())));
            page.note(words.text("list.made", words.moment(heading.madeAt(), heading.zone())));
            if (children.isEmpty()) {
                page.text(words.text("list.nobody"));
            }
            String group = "";
            for (BoardStore.Child child : children) {
                String here = child.schoolName() + " · "
                        + child.className()
                                .map(name -> words.text("list.class", name))
                                .orElseGet(() -> words.text("list.no_class"));
                if (!here.equals(group)) {
                    page.heading(here);
                    group = here;
                }
                page.box(child.name(), guardians(child, board, words));
            }
            return page.bytes();
        }
    }

    private static List<String> guardians(BoardStore.Child child, Board board, BoardWords words) {
        List<Situation> situations = Facts.of(child.facts());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < child.grown().size(); i++) {
            lines.add(guardian(child.grown().get(i), board.of(situations.get(i)), words));
        }
        return lines.isEmpty() ? List.of(words.text("why.no_guardian")) : lines;
    }

    private static String guardian(BoardStore.Grown grown, Progress progress, BoardWords words) {
        String why = progress.hindrances().stream().map(words::of).distinct().collect(Collectors.joining(", "));
        return grown.name() + " (" + words.text("rights." + grown.rights())
                + (grown.first() ? ", " + words.text("list.first") : "") + ")"
                + grown.telephones()
                        .map(numbers -> " · " + (numbers.isEmpty() ? words.text("list.no_phone") : numbers))
                        .orElse("")
                + " · " + (why.isEmpty() ? words.of(progress) : why);
    }
}
