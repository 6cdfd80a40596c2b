package fr.preau.tests.faults;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Processes that outlived the hub that started them. */
final class Orphans {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private Orphans() {}

    /** How many processes still have this folder in their command line after 5 s, PostgreSQL's above all. */
    static int awaitNone(Path folder) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        int left = of(folder);
        while (left > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            left = of(folder);
        }
        return left;
    }

    private static int of(Path folder) {
        return (int) ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .count();
    }
}
