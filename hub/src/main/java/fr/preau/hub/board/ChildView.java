package fr.preau.hub.board;

import fr.preau.channels.board.Board;
import fr.preau.channels.board.BoardWords;
import fr.preau.channels.board.Progress;
import fr.preau.channels.board.Situation;
import fr.preau.channels.reach.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A child on the board with its guardians, as clients see them; no contact data. */
record ChildView(
        UUID pupil,
        String name,
        String school,
        @Nullable String className,
        String state,
        @Nullable Told told,
        List<Guardian> guardians) {

    /** Who told the family by hand, how and when. */
    record Told(String how, String by, Instant at) {}

    /** One guardian; {@code text} says state and reasons in words. */
    record Guardian(
            UUID person,
            String name,
            String rights,
            String state,
            @Nullable String route,
            @Nullable Instant dueAt,
            List<Reason> reasons) {}

    /** Why not, on which route, and in words. */
    record Reason(String code, @Nullable String route, String text) {}

    static ChildView of(BoardStore.Child child, Board board, BoardWords words) {
        List<Situation> situations = Facts.of(child.facts());
        List<Guardian> guardians = new ArrayList<>();
        for (int i = 0; i < child.grown().size(); i++) {
            guardians.add(guardian(child.grown().get(i), board.of(situations.get(i)), words));
        }
        return new ChildView(
                child.pupil(),
                child.name(),
                child.schoolName(),
                child.className().orElse(null),
                board.of(child.told().isPresent(), situations).code(),
                child.told()
                        .map(told -> new Told(told.how(), told.by(), told.at()))
                        .orElse(null),
                guardians);
    }

    private static Guardian guardian(BoardStore.Grown grown, Progress progress, BoardWords words) {
        return new Guardian(
                grown.person(),
                grown.name(),
                grown.rights(),
                progress.code(),
                progress.way().map(Route::code).orElse(null),
                progress instanceof Progress.Waiting ? grown.due().orElse(null) : null,
                progress.hindrances().stream()
                        .map(obstacle -> new Reason(
                                obstacle.why().code(),
                                obstacle.route().map(Route::code).orElse(null),
                                words.of(obstacle)))
                        .toList());
    }
}
