package fr.preau.hub.ground;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's own programs, carried in a jar and unpacked once into a folder of the hub. The folder is named after the
 * archive's checksum, so another version lies beside and a half unpacked one is never used.
 */
final class PostgresProgram {
    private static final String PREFIX = "program-";

    private final Path folder;

    private PostgresProgram(Path folder) {
        this.folder = folder;
    }

    /** Unpacks if needed (about 1 s), removes earlier versions. */
    static PostgresProgram in(Path parent) {
        URL archive = archive();
        try {
            Path folder = parent.resolve(PREFIX + mark(archive));
            if (!Files.isDirectory(folder)) {
                unpack(archive, folder);
            }
            removeOthers(parent, folder);
            return new PostgresProgram(folder);
        } catch (IOException e) {
            throw new StartFailure("PostgreSQL cannot be unpacked into " + parent + ": " + e.getMessage(), e);
        }
    }

    Path initdb() {
        return folder.resolve("bin/initdb");
    }

    Path postgres() {
        return folder.resolve("bin/postgres");
    }

    private static URL archive() {
        String machine = System.getProperty("os.arch", "").equals("amd64") ? "x86_64" : "arm_64";
        URL archive = PostgresProgram.class.getResource("/postgres-linux-" + machine + ".txz");
        if (archive == null) {
            throw new StartFailure("This hub carries no PostgreSQL for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch")
                    + ". Set database.mode to external and give the address of a PostgreSQL 17 or later.");
        }
        return archive;
    }

    private static String mark(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        long mark = connection instanceof JarURLConnection jar
                ? jar.getJarEntry().getCrc()
                : connection.getContentLengthLong();
        return Long.toHexString(mark);
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        Path half = folder.resolveSibling(folder.getFileName() + ".half");
        Folders.removeTree(half);
        try (InputStream packed = archive.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, half);
            }
        }
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive names a file outside itself: " + entry.getName());
        }
        boolean forDevelopers =
                entry.getName().endsWith(".a") || entry.getName().contains("/pkgconfig/");
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(target.resolveSibling("."));
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile() && !forDevelopers) {
            Files.createDirectories(target.resolveSibling("."));
            Files.copy(content, target);
            boolean runs = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void removeOthers(Path parent, Path kept) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            List<Path> others = all.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .filter(path -> !path.equals(kept))
                    .toList();
            for (Path other : others) {
                Folders.removeTree(other);
            }
        }
    }
}
