package fr.preau.hub.ground;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a folder for one hub. The kernel frees it when the hub ends, however it ends. */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder if missing and takes it. */
    static FolderLock take(Path folder) {
        Path file = folder.resolve("lock");
        try {
            Folders.makePrivate(folder);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                String holder = Files.readString(file).strip();
                channel.close();
                throw new StartFailure("Another hub (process " + holder + ") uses the data folder " + folder.getParent()
                        + ". Stop it, or give this one another node.dataDir.");
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
            return new FolderLock(channel);
        } catch (AccessDeniedException e) {
            throw new StartFailure(
                    "The data folder " + folder.getParent() + " belongs to somebody else: user "
                            + System.getProperty("user.name") + " may not use " + e.getFile()
                            + ". Give it to this user, or name another node.dataDir.",
                    e);
        } catch (IOException e) {
            throw new StartFailure("The data folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable Object lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) { // held by this very process
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
