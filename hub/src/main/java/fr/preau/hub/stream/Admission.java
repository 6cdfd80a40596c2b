package fr.preau.hub.stream;

import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.edge.Refused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Lets those who say hello in, a few at a time and in the order in which they came, so that a whole town coming back takes
 * neither the event loops nor the database from those who are there. Who has something to send goes before the others, but
 * every fourth turn is theirs. Beyond the queue one is told to try later. Thread-safe.
 */
final class Admission {
    private static final int OTHERS_TURN = 4;

    private final int atOnce;
    private final int waitingMax;
    private final int patienceSeconds;
    private final IntSupplier laterSeconds;
    private final Queue<Runnable> senders = new ArrayDeque<>();
    private final Queue<Runnable> others = new ArrayDeque<>();
    private int inside;
    private int turns;

    /**
     * @param atOnce hellos in work, at most
     * @param waitingMax hellos that wait, at most
     * @param patienceSeconds what is not done by then no longer keeps others waiting
     * @param laterSeconds after how many seconds one who finds no room is to come back
     */
    Admission(int atOnce, int waitingMax, int patienceSeconds, IntSupplier laterSeconds) {
        this.atOnce = atOnce;
        this.waitingMax = waitingMax;
        this.patienceSeconds = patienceSeconds;
        this.laterSeconds = laterSeconds;
    }

    /**
     * Does the work on the loop when its turn comes.
     *
     * @param sends whether something waits to be sent by who comes
     * @return as the work ends; refused with {@link Problem#TRY_LATER} where too many wait
     */
    Future<Void> enter(StreamLoop loop, boolean sends, Supplier<Future<Void>> work) {
        Promise<Void> done = Promise.promise();
        Runnable turn = () -> loop.later(() -> begun(work).onComplete(done));
        synchronized (this) {
            if (inside == atOnce) {
                if (waiting() >= waitingMax) {
                    return Future.failedFuture(new Refused(Refusal.later(Problem.TRY_LATER, laterSeconds.getAsInt())));
                }
                (sends ? senders : others).add(() -> run(loop, turn, done));
                return done.future();
            }
            inside++;
        }
        run(loop, turn, done);
        return done.future();
    }

    private void run(StreamLoop loop, Runnable turn, Promise<Void> done) {
        turn.run();
        loop.here(done.future()).timeout(patienceSeconds, TimeUnit.SECONDS).onComplete(ended -> next());
    }

    private static Future<Void> begun(Supplier<Future<Void>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void next() {
        Runnable next;
        synchronized (this) {
            turns++;
            boolean theirs = senders.isEmpty() || (turns % OTHERS_TURN == 0 && !others.isEmpty());
            next = (theirs ? others : senders).poll();
            if (next == null) {
                inside--;
                return;
            }
        }
        next.run();
    }

    /** How many wait now. */
    synchronized int waiting() {
        return senders.size() + others.size();
    }
}
