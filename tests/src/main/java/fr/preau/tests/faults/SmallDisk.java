package fr.preau.tests.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system of a few megabytes, in memory, that can be filled to its last byte. Only root may have one. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one on this empty folder; none where that is not allowed. */
    static Optional<SmallDisk> mount(Path folder, int megabytes) throws IOException {
        boolean mounted = works("mount", "-t", "tmpfs", "-o", "mode=700,size=" + megabytes + "m", "preau", "" + folder);
        return mounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
    }

    Path folder() {
        return folder;
    }

    /** Takes all room that is left. */
    void fill() throws IOException {
        byte[] zeros = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(zeros);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }

    /** Gives it back. */
    void free() throws IOException {
        Files.delete(filler());
    }

    @Override
    public void close() throws IOException {
        if (!works("umount", "" + folder) && !works("umount", "-l", "" + folder)) {
            throw new IOException(folder + " cannot be unmounted");
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static boolean works(String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException noSuchProgram) {
            return false;
        }
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        return process.onExit().join().exitValue() == 0;
    }
}
