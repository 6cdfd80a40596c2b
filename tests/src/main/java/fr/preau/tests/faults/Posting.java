package fr.preau.tests.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Patient clients at work, until they are told to end. */
final class Posting implements AutoCloseable {
    private final List<PatientPoster> posters;
    private final List<Future<?>> running = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean goesOn = true;

    private Posting(List<PatientPoster> posters) {
        this.posters = List.copyOf(posters);
    }

    static Posting begin(List<PatientPoster> posters) {
        Posting posting = new Posting(posters);
        for (PatientPoster poster : posters) {
            posting.running.add(posting.threads.submit(() -> poster.post(() -> posting.goesOn)));
        }
        return posting;
    }

    /** Waits until each client has this many more posts acknowledged; how long that took. */
    Duration awaitEach(int more, Duration patience) {
        long begun = System.nanoTime();
        List<Integer> goals =
                posters.stream().map(poster -> poster.posted() + more).toList();
        while (true) {
            boolean all = true;
            for (int i = 0; i < goals.size(); i++) {
                all &= posters.get(i).posted() >= goals.get(i);
            }
            long past = System.nanoTime() - begun;
            if (all) {
                return Duration.ofNanos(past);
            }
            if (past > patience.toNanos()) {
                throw new IllegalStateException("not every client got an acknowledgment within " + patience);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** How often clients were told to come back later. */
    int refusals() {
        return posters.stream().mapToInt(PatientPoster::refused).sum();
    }

    /** Lets each client end with the post that it is at. */
    void end() throws ExecutionException, InterruptedException, TimeoutException {
        goesOn = false;
        for (Future<?> one : running) {
            one.get(60, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        goesOn = false;
        threads.shutdownNow();
    }
}
