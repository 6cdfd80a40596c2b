package fr.preau.tests.faults;

import fr.preau.hub.ground.DatabaseAddress;
import fr.preau.tests.measure.Table;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final List<Reader> readers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();

    private Traffic(Town town, int authors, Doors doors, Duration patience, Pace pace) {
        this.town = town;
        this.authors = town.authors(authors, doors, patience, ledger, pace);
        this.authors.forEach(author -> running.add(threads.submit(author)));
        join(town.readers(doors, patience));
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

    /** These readers are part of it from now on, and of its check. */
    void join(List<Reader> more) {
        readers.addAll(more);
        more.forEach(reader -> running.add(threads.submit(reader)));
    }

    /** How long each post was under way to each of these readers that was sent since this moment, nanoseconds. */
    List<Long> latencies(List<Reader> to, long since) {
        Map<String, Long> sent = new HashMap<>();
        ledger.entries().stream()
                .filter(entry -> entry.triedAt() - since >= 0)
                .forEach(entry -> sent.put(entry.key(), entry.triedAt()));
        return to.stream()
                .flatMap(reader -> reader.log().all().stream())
                .filter(heard -> sent.containsKey(heard.key()))
                .map(heard -> heard.at() - sent.getOrDefault(heard.key(), heard.at()))
                .toList();
    }

    long acknowledged() {
        return ledger.acknowledgedCount();
    }

    /** How many posts were committed though their first answer was lost, and found by their key. */
    long answersLost() {
        return ledger.hadBeenThereCount();
    }

    List<Reader> readers() {
        return readers;
    }

    /** Waits until every author has one more acknowledgment than now, and says how long that took. */
    Duration awaitEverybodyPosting(Duration within) {
        long begun = System.nanoTime();
        List<Integer> before = authors.stream().map(Author::posted).toList();
        List<Author> waiting = new ArrayList<>(authors);
        if (!holds(within, () -> {
            waiting.removeIf(author -> author.posted() > before.get(authors.indexOf(author)));
            return waiting.isEmpty();
        })) {
            throw new IllegalStateException("no acknowledgment within " + within + " for " + waiting);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Takes the rights of the reader {@link Town#LEAVER} away; from now on that reader must not be told anything more. */
    void takeAway(DatabaseAddress database) throws SQLException {
        town.takeAway(database);
        readers.stream()
                .filter(reader -> reader.log().reader().equals(Town.LEAVER))
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
        boolean settled =
                holds(within, () -> running.subList(0, authors.size()).stream().allMatch(Future::isDone));
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
