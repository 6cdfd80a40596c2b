package fr.preau.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checked-out sources, found from the folder in which the program runs. */
public final class Repository {
    private Repository() {}

    /** The folder of the launcher and the five modules. */
    public static Path root() {
        String told = System.getProperty("preau.root"); // by the launcher
        if (told != null) {
            return Path.of(told);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("channels/src")) && Files.isDirectory(folder.resolve("hub/src"))) {
                return folder;
            }
        }
        throw new IllegalStateException("run this inside the source tree");
    }

    /** Java files under this folder of every module: {@code src/main/java}, {@code src/test/java}. */
    public static List<Path> sources(String folder) {
        return Stream.of("config", "channels", "bridge", "hub", "tests")
                .map(module -> root().resolve(module).resolve(folder))
                .filter(Files::isDirectory)
                .flatMap(Repository::files)
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    /** The text of a file. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
