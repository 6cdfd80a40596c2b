package fr.preau.hub.conversation;

import fr.preau.channels.conversation.Writing;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.conversation.BatchStore.Line;
import fr.preau.hub.conversation.BatchStore.Result;
import fr.preau.hub.conversation.PlaceBook.Asked;
import fr.preau.hub.conversation.PlaceBook.Known;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Writes the batches of one shard, one at a time: decides each post on the place of its writer, writes those that may, and
 * answers each.
 *
 * <pre>
 *   batch --place known, or read--> refused: answered
 *                                   may: one commit --written, known before, unanswerable--> answered
 *                                          |  |        moved: once more, with its place read anew
 *                                          |  failed, several posts: each half on its own
 *                                          failed, one post: answered
 * </pre>
 */
final class PostRound {
    private static final int TRIES = 3;
    private static final int PATIENCE_SECONDS = 30;
    private static final Future<Void> DONE = Future.succeededFuture();

    private final Ground ground;
    private final Writing writing;
    private final SafetyDesk safety;
    private final PostWriter.Committed committed;
    private final WriterMeters meters;
    private final BatchStore batches;
    private final PostStore posts;
    private final ChannelStore channels;
    private final PlaceBook places;

    PostRound(Ground ground, Writing writing, SafetyDesk safety, PostWriter.Committed committed, WriterMeters meters) {
        this.ground = ground;
        this.writing = writing;
        this.safety = safety;
        this.committed = committed;
        this.meters = meters;
        this.batches = new BatchStore(ground.pool());
        this.posts = new PostStore(ground.pool());
        this.channels = new ChannelStore(ground.pool());
        this.places = new PlaceBook(ground.settings().limits().rightsSeconds());
    }

    /**
     * One time of writing.
     *
     * @param known how the writers stand to their channels
     * @param again what is to be tried once more
     */
    private record Turn(Instant now, Map<Asked, Known> known, List<WaitingPost> again) {}

    /**
     * Answers each post but those that the future holds, which are to be written before all others.
     *
     * @param batch each key once; an alert alone
     */
    Future<List<WaitingPost>> write(List<WaitingPost> batch) {
        meters.begins(batch);
        Turn turn = new Turn(Moments.kept(ground.clock().instant()), new HashMap<>(), new ArrayList<>());
        // Within the chain, so that a bug fails the batch and not the shard.
        return DONE.compose(begun -> look(batch, turn))
                .compose(looked -> attempt(allowed(batch, turn), turn))
                .recover(failure -> {
                    batch.forEach(post -> post.failed(failure));
                    return DONE;
                })
                .map(turn.again());
    }

    /** Reads the places that are not known, and those of whoever may not write as far as is known: they may since. */
    private Future<Void> look(List<WaitingPost> batch, Turn turn) {
        Set<Asked> doubtful = new LinkedHashSet<>();
        for (WaitingPost post : batch) {
            Known known = places.get(post.asked());
            if (known == null || refusal(post, known, turn.now()).isPresent()) {
                doubtful.add(post.asked());
            } else {
                turn.known().put(post.asked(), known);
            }
        }
        if (doubtful.isEmpty()) {
            return DONE;
        }
        turn.known().keySet().removeAll(doubtful);
        return channels.places(List.copyOf(doubtful))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(found -> {
                    found.forEach(places::note);
                    turn.known().putAll(found);
                    return null;
                });
    }

    /** Those of the batch that may be written; the others are answered. */
    private List<Line> allowed(List<WaitingPost> batch, Turn turn) {
        List<Line> lines = new ArrayList<>(batch.size());
        for (WaitingPost post : batch) {
            Known known = turn.known().get(post.asked());
            Optional<Refusal> refusal = known == null
                    ? Optional.of(Refusal.of(Problem.NOT_FOUND)) // there is no such channel
                    : refusal(post, known, turn.now());
            if (known == null || refusal.isPresent()) {
                refuse(post, new Refused(refusal.orElseThrow()), turn);
            } else {
                lines.add(new Line(TimeOrderedId.next(turn.now(), ground.random()), post, known));
            }
        }
        return lines;
    }

    private Optional<Refusal> refusal(WaitingPost post, Known known, Instant now) {
        return writing.post(known.place(), post.post().draft(), post.checks().mayRaise(), now)
                .or(() -> post.checks().audienceOurs()
                        ? Optional.empty()
                        : Optional.of(Refusal.field(Problem.AUDIENCE_NOT_YOURS, "audience")));
    }

    private static void refuse(WaitingPost post, Refused refusal, Turn turn) {
        turn.again().addAll(post.refused(refusal));
    }

    private Future<Void> attempt(List<Line> lines, Turn turn) {
        return lines.isEmpty()
                ? DONE
                : store(lines, turn.now())
                        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .transform((results, failure) ->
                                failure == null ? settle(lines, results, turn) : unwritten(lines, failure, turn));
    }

    private Future<List<Result>> store(List<Line> lines, Instant now) {
        Line first = lines.getFirst();
        String reason = first.waiting().post().reason();
        return reason == null
                ? batches.write(lines, now)
                : batches.writeWith(
                        lines,
                        now,
                        transaction ->
                                safety.raised(transaction, first.waiting().caller(), first.id(), reason));
    }

    private Future<Void> settle(List<Line> lines, List<Result> results, Turn turn) {
        List<Future<Void>> open = new ArrayList<>();
        boolean written = false;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            WaitingPost post = line.waiting();
            switch (results.get(i).outcome()) {
                case WRITTEN -> {
                    written = true;
                    PostView view = PostView.written(
                            line.id(), post.channel(), results.get(i).seq(), post.caller(), post.post(), turn.now());
                    committed.posted(view);
                    post.committed(view, false);
                }
                case KNOWN -> open.add(earlier(post));
                case MOVED -> moved(post, turn);
                case UNANSWERABLE -> refuse(post, Refused.field("replyTo"), turn);
            }
        }
        if (written) {
            committed.batch();
        }
        return Future.join(open).mapEmpty();
    }

    private void moved(WaitingPost post, Turn turn) {
        places.forget(post.asked());
        if (post.tried() < TRIES) {
            turn.again().add(post);
        } else {
            refuse(post, new Refused(Refusal.later(Problem.BUSY, 1)), turn);
        }
    }

    /** The key had made a post before. */
    private Future<Void> earlier(WaitingPost post) {
        return posts.byKey(post.caller().account(), post.post().key())
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .<Void>map(found -> {
                    post.committed(found.orElseThrow(), true);
                    return null;
                })
                .recover(failure -> {
                    post.failed(failure);
                    return DONE;
                });
    }

    /** What one post did to a batch must not be told to its neighbours; their keys make a second try harmless. */
    private Future<Void> unwritten(List<Line> lines, Throwable failure, Turn turn) {
        return switch (BatchFailure.of(failure)) {
            case OF_THE_DATABASE -> {
                lines.forEach(line -> line.waiting().failed(failure));
                yield DONE;
            }
            case OF_THE_MOMENT -> {
                lines.forEach(line -> onceMore(line.waiting(), failure, turn));
                yield DONE;
            }
            case KEY_TAKEN, OF_A_POST -> {
                if (lines.size() > 1) {
                    int half = lines.size() / 2;
                    yield attempt(lines.subList(0, half), turn)
                            .compose(first -> rest(lines.subList(half, lines.size()), turn));
                }
                WaitingPost post = lines.getFirst().waiting();
                if (BatchFailure.of(failure) == BatchFailure.KEY_TAKEN) {
                    yield earlier(post);
                }
                post.failed(failure);
                yield DONE;
            }
        };
    }

    /** The second half of a batch; it does not overtake what of the first one has to be tried again. */
    private Future<Void> rest(List<Line> lines, Turn turn) {
        if (turn.again().isEmpty()) {
            return attempt(lines, turn);
        }
        lines.forEach(line -> turn.again().add(line.waiting()));
        return DONE;
    }

    private static void onceMore(WaitingPost post, Throwable failure, Turn turn) {
        if (post.tried() < TRIES) {
            turn.again().add(post);
        } else {
            post.failed(failure);
        }
    }
}
