package fr.preau.tests.faults;

import java.nio.file.Path;

/** Processes that outlived the hub that started them. */
final class Orphans {
    private Orphans() {}

    /** How many processes still have this folder in their command line, PostgreSQL's above all. */
    static int of(Path folder) {
        return (int) ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .count();
    }
}
