package fr.preau.tests.faults;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.tests.measure.Table;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Authors who write and readers who read while something is broken, and in the end the check of what came of it. What is
 * broken is nobody's business here: whoever breaks it says when somebody's rights go, and when the network is well again.
 */
final class Traffic implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Ledger ledger = new Ledger();
    private final Town town;
    private final List<Author> authors;
    private final List<Reader> readers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();

    private Traffic(Town town, int authors, Doors doors, Duration patience, Pace pace) {
        this.town = town;
        this.authors = town.authors(authors, doors, patience, ledger, pace);
        this.readers = town.readers(doors, patience);
        this.readers.forEach(reader -> running.add(threads.submit(reader)));
        this.authors.forEach(author -> running.add(threads.submit(author)));
    }

    /**
     * Begins.
     *
     * @param authors how many, half of them over HTTP, half over the stream
     * @param patience how long a client waits on a silent network before it connects anew
     */
    static Traffic begin(Town town, int authors, Doors doors, Duration patience, Pace pace) {
        return new Traffic(town, authors, doors, patience, pace);
    }

    long acknowledged() {
        return ledger.acknowledgedCount();
    }

    List<Reader> readers() {
        return readers;
    }

    /** Waits until every author has one more acknowledgment than now, and says how long that took. */
    Duration awaitEverybodyPosting(Duration within) {
        long begun = System.nanoTime();
        List<Integer> before = authors.stream().map(Author::posted).toList();
        await(within, "an acknowledgment for every author", () -> {
            for (int i = 0; i < authors.size(); i++) {
                if (authors.get(i).posted() <= before.get(i)) {
                    return false;
                }
            }
            return true;
        });
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Takes the rights of {@link Town#leaver} away; from now on that reader must not be told anything more. */
    void takeAway(DatabaseAddress database) throws SQLException {
        town.takeAway(database);
        readers.stream()
                .filter(reader -> reader.log().reader().equals("father who leaves"))
                .forEach(reader -> reader.log().gone(System.nanoTime()));
    }

    /**
     * The network is well: every author settles what it has no answer for, every reader comes back once more and is told
     * the rest, and all of it is checked. Nobody writes any more.
     *
     * @param within how long all of that may take; what is not there then counts as it stands
     */
    Findings finish(DatabaseAddress database, Duration within) throws SQLException {
        authors.forEach(Author::stop);
        boolean settled = holds(
                within,
                () -> running.subList(readers.size(), running.size()).stream().allMatch(Future::isDone));
        authors.forEach(Author::giveUp);
        List<Stored> stored = Town.stored(database);
        Map<UUID, Long> last = new LinkedHashMap<>();
        stored.forEach(post -> last.put(post.channel(), post.seq()));
        catchUp(last, within);
        readers.forEach(Reader::stop);
        running.forEach(Traffic::demandNoError);
        Findings findings = Findings.empty();
        if (!settled) {
            findings.lost().add("not every post had its answer within " + within);
        }
        LedgerCheck.check(ledger.entries(), stored, findings);
        ReaderCheck check = new ReaderCheck(ledger.entries(), stored, findings);
        readers.forEach(reader -> check.check(reader.log()));
        ledger.breaches().forEach(findings.foreign()::add);
        return findings;
    }

    /** Prints what was found, and gives the figures that every case has. */
    Map<String, Object> figures(int rounds, Findings findings, Table table) {
        findings.examples().forEach(one -> table.say("Found: " + one));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rounds", rounds);
        figures.put("acknowledged", acknowledged());
        figures.putAll(findings.counts());
        figures.put("told", readers.stream().mapToInt(r -> r.log().all().size()).sum());
        figures.put(
                "returns", readers.stream().mapToInt(r -> r.returns().size()).sum());
        return figures;
    }

    private void catchUp(Map<UUID, Long> last, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < end) {
            List<Reader> behind =
                    readers.stream().filter(reader -> !reader.caughtUp(last)).toList();
            if (behind.isEmpty()) {
                return;
            }
            behind.forEach(Reader::again);
            holds(AGAIN, () -> behind.stream().allMatch(reader -> reader.caughtUp(last)));
        }
    }

    private static void demandNoError(Future<?> task) {
        try {
            task.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a client failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for something; an {@link IllegalStateException} says that it did not come. */
    static void await(Duration within, String what, BooleanSupplier condition) {
        if (!holds(within, condition)) {
            throw new IllegalStateException("did not come within " + within + ": " + what);
        }
    }

    private static boolean holds(Duration within, BooleanSupplier condition) {
        long end = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return true;
    }

    @Override
    public void close() {
        authors.forEach(Author::giveUp);
        readers.forEach(Reader::stop);
        threads.close();
    }
}
