package fr.preau.tests.faults;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** Copies the files of a PostgreSQL that runs, between the start and the stop of a backup. */
final class Copy extends SimpleFileVisitor<Path> {
    /** What belongs to the server that runs, or comes over the wire. */
    private static final Set<String> OWN =
            Set.of("postmaster.pid", "postmaster.opts", "standby.signal", "backup_label", "postgresql.auto.conf");

    private final Path from;
    private final Path to;

    private Copy(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    static void of(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new Copy(from, to));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        Files.copy(folder, target(folder), StandardCopyOption.COPY_ATTRIBUTES);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        boolean log = from.relativize(file).startsWith("pg_wal");
        if (!log && !OWN.contains(file.getFileName().toString())) {
            try {
                Files.copy(file, target(file), StandardCopyOption.COPY_ATTRIBUTES);
            } catch (NoSuchFileException gone) {
                return FileVisitResult.CONTINUE; // the log says so, too
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
        if (gone instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw gone;
    }

    private Path target(Path file) {
        return to.resolve(from.relativize(file));
    }
}
