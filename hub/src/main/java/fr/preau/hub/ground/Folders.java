package fr.preau.hub.ground;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the JDK lacks for folders that hold secrets and databases. */
final class Folders {
    private Folders() {}

    /** Makes the folder, for its owner alone, unless it is there. */
    static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Writes a new file that only its owner may read; it has these permissions from its first moment. */
    static void writePrivate(Path file, String text) throws IOException {
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
        }
    }

    /** Removes the folder with all that is in it; nothing happens where there is none. */
    static void removeTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The numbers of the user and the group that own the path. */
    static Owner owner(Path path) throws IOException {
        var numbers = Files.readAttributes(path, "unix:uid,gid");
        return new Owner(number(numbers.get("uid")), number(numbers.get("gid")));
    }

    /** Gives the folder and all in it to the owner; only root can. */
    static void give(Path folder, Owner owner) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.setAttribute(path, "unix:uid", owner.user(), LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", owner.group(), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static int number(@Nullable Object value) {
        if (value instanceof Integer number) {
            return number;
        }
        throw new IllegalStateException("this file system has no owners");
    }

    /** Numbers of a user and a group. */
    record Owner(int user, int group) {}
}
