package fr.preau.hub.board;

import fr.preau.channels.access.AccessTable;
import fr.preau.channels.access.Action;
import fr.preau.channels.access.Standing;
import fr.preau.channels.board.Board;
import fr.preau.channels.board.BoardWords;
import fr.preau.channels.board.Coverage;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Place;
import fr.preau.channels.conversation.PostId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.Profile;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.PauseBook;
import fr.preau.hub.audit.Audit;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.pause.PausePolicies;
import fr.preau.hub.reach.ReachChange;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Boards as those see them who have a right to. Each method checks the right first; refusals come in the future. */
final class Boards {
    private static final int AT_ONCE = 4_000;
    private static final Duration BETWEEN_REMINDERS = Duration.ofHours(1);

    private final Ground ground;
    private final Conversation conversation;
    private final BoardStore store;
    private final FollowUpStore followUps;
    private final PausePolicies pauses;
    private final Audit audit;

    Boards(Ground ground, Conversation conversation, PausePolicies pauses, Audit audit) {
        this.ground = ground;
        this.conversation = conversation;
        this.store = new BoardStore(ground.pool());
        this.followUps = new FollowUpStore(ground.pool());
        this.pauses = pauses;
        this.audit = audit;
    }

    /** Somebody before a board: what they are in the channel, and which part of it they see. */
    record Sight(Caller caller, Place place, boolean author, UUID post, Window window) {}

    /**
     * A board as it stands now.
     *
     * @param zone on whose clock families live
     */
    record Posture(Sight sight, Subject subject, Board board, Tally tally, Instant at, ZoneId zone) {}

    /** The caller's part of the board, if they may do this there. */
    Future<Sight> sight(Caller caller, ChannelId channel, PostId post, Action action) {
        return conversation
                .postFor(caller, channel, post, action)
                .compose(seen -> window(caller, seen.place())
                        .map(window -> new Sight(caller, seen.place(), seen.author(), post.value(), window)));
    }

    private Future<Window> window(Caller caller, Place place) {
        if (place.kind() != ChannelKind.TOWN_BULLETIN) {
            return Future.succeededFuture(Window.SCHOOL);
        }
        if (place.standings().contains(Standing.OFFICER)) {
            return Future.succeededFuture(
                    Window.ofService(Optional.ofNullable(place.service()).orElse("")));
        }
        return store.headed(caller.account().value()).map(Window::ofHead);
    }

    /** The board behind a sight; one that shows nobody does not exist for its viewer. */
    Future<Posture> posture(Sight sight) {
        Instant now = ground.clock().instant();
        Future<Subject> subject = store.subject(sight.post(), now);
        Future<List<BoardStore.Alike>> groups = store.counts(sight.post(), sight.window());
        Future<PauseBook> pause = pauses.book();
        return Future.all(subject, groups, pause)
                .map(read -> posture(sight, subject.result(), groups.result(), pause.result(), now));
    }

    private static Posture posture(
            Sight sight, Subject subject, List<BoardStore.Alike> groups, PauseBook pause, Instant now) {
        var place = pause.place(subject.territory().orElse(null));
        var category = Category.of(subject.kind(), subject.service().orElse(null));
        boolean resting = pause.policyFor(
                        subject.territory().orElse(null), subject.school().orElse(null), Profile.GUARDIAN, category)
                .restsAt(now, place);
        Board board = subject.board(resting);
        Tally tally = new Tally(board, groups);
        if (!sight.window().whole() && tally.children() == 0) {
            throw new Refused(Problem.NOT_FOUND);
        }
        return new Posture(sight, subject, board, tally, now, place.zone());
    }

    /** The board in numbers. */
    Future<ReachView> numbers(Sight sight, BoardWords words) {
        return posture(sight).compose(posture -> {
            Future<Map<UUID, String>> names = posture.tally().schools().size() < 2
                    ? Future.succeededFuture(Map.of())
                    : store.schoolNames(posture.tally().schools());
            Future<Optional<BoardStore.Spent>> spent = sight.window().whole()
                    ? store.spent(sight.post()).map(Optional::of)
                    : Future.succeededFuture(Optional.empty());
            return Future.all(names, spent).map(both -> view(posture, names.result(), spent.result(), words));
        });
    }

    private ReachView view(
            Posture posture, Map<UUID, String> names, Optional<BoardStore.Spent> spent, BoardWords words) {
        Subject subject = posture.subject();
        Tally tally = posture.tally();
        return new ReachView(
                subject.channel(),
                subject.id(),
                posture.at(),
                subject.goal().code(),
                subject.cover().code(),
                posture.board().resting(),
                subject.nextAt().orElse(null),
                subject.remindedAt().orElse(null),
                tally.childrenView(),
                tally.guardiansView(),
                tally.waysView(),
                tally.reasonsView(words),
                tally.schoolsView(names),
                spent.map(sms -> new ReachView.Sms(sms.messages(), sms.segments(), cents(sms.segments())))
                        .orElse(null),
                may(posture.sight()));
    }

    /** Nothing where the price of a segment is not set. */
    private @Nullable Long cents(int segments) {
        BigDecimal price = ground.settings().sms().centsPerSegment();
        return price.signum() == 0
                ? null
                : price.multiply(BigDecimal.valueOf(segments))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
    }

    static List<String> may(Sight sight) {
        List<String> may = new ArrayList<>();
        for (Action action : List.of(Action.REMIND, Action.TELL)) {
            if (AccessTable.standard()
                    .permits(
                            sight.place().kind(),
                            action,
                            sight.place().standings(),
                            sight.author(),
                            sight.place().repliesOpen())) {
                may.add(action.code());
            }
        }
        return List.copyOf(may);
    }

    /** Children who stand like one of these, or all when none is named. */
    Future<List<BoardStore.Child>> children(Posture posture, Set<Coverage> wanted, @Nullable UUID after, int limit) {
        if (wanted.isEmpty()) {
            return store.children(posture.sight().post(), posture.sight().window(), null, true, after, limit);
        }
        Set<String> alike = new HashSet<>();
        wanted.forEach(coverage -> alike.addAll(posture.tally().alike(coverage)));
        return store.children(
                posture.sight().post(),
                posture.sight().window(),
                alike,
                wanted.contains(Coverage.COVERED),
                after,
                limit);
    }

    /** Children of these states one after the other, all of them. */
    Future<List<BoardStore.Child>> all(Posture posture, Set<Coverage> wanted) {
        return all(posture, wanted, null, List.of());
    }

    private Future<List<BoardStore.Child>> all(
            Posture posture, Set<Coverage> wanted, @Nullable UUID after, List<BoardStore.Child> before) {
        return children(posture, wanted, after, AT_ONCE).compose(found -> {
            List<BoardStore.Child> so =
                    Stream.concat(before.stream(), found.stream()).toList();
            return found.size() < AT_ONCE
                    ? Future.succeededFuture(so)
                    : all(posture, wanted, found.getLast().pupil(), so);
        });
    }

    /**
     * Asks again those who are left.
     *
     * @return for how many children
     */
    Future<Integer> remind(Sight sight) {
        return posture(sight).compose(posture -> {
            if (posture.subject().recalled()) {
                return Future.failedFuture(new Refused(Problem.ALREADY_RECALLED));
            }
            int left = posture.tally().uncovered();
            return left == 0 ? Future.succeededFuture(0) : remind(posture).map(left);
        });
    }

    private Future<Void> remind(Posture posture) {
        Sight sight = posture.sight();
        return followUps
                .remind(sight.post(), sight.caller().account().value(), posture.at(), BETWEEN_REMINDERS)
                .map(tooSoon -> {
                    tooSoon.ifPresent(last -> {
                        long wait = Duration.between(posture.at(), last.plus(BETWEEN_REMINDERS))
                                .toSeconds();
                        throw new Refused(Refusal.later(Problem.TOO_MANY_REQUESTS, Math.toIntExact(Math.max(1, wait))));
                    });
                    ground.vertx().eventBus().send(Conversation.OUTBOX_WAKE, null);
                    changed(sight.post());
                    return null;
                });
    }

    /** Notes that a family was told by hand. */
    Future<Void> tell(Sight sight, UUID pupil, String how) {
        Instant now = ground.clock().instant();
        return followUps
                .tell(
                        sight.post(),
                        sight.window(),
                        pupil,
                        how,
                        sight.caller().account().value(),
                        now)
                .map(done -> {
                    if (!done) {
                        throw new Refused(Problem.NOT_FOUND);
                    }
                    changed(sight.post());
                    return null;
                });
    }

    /** Takes back that a family was told by hand; what is still to come of the ladder, and a reminder, reach it again. */
    Future<Void> withdraw(Sight sight, UUID pupil) {
        var by = sight.caller().account();
        return ground.pool()
                .withTransaction(transaction -> followUps
                        .withdraw(
                                transaction,
                                sight.post(),
                                sight.window(),
                                pupil,
                                by.value(),
                                ground.clock().instant())
                        .compose(done -> done
                                ? audit.record(
                                        transaction,
                                        Optional.of(by),
                                        "told_withdrawn",
                                        "post",
                                        sight.post().toString(),
                                        Map.of("pupil", pupil.toString()))
                                : Future.failedFuture(new Refused(Problem.NOT_FOUND))))
                .onSuccess(done -> changed(sight.post()));
    }

    private void changed(UUID post) {
        ReachChange.publish(ground.vertx().eventBus(), post);
    }
}
