package fr.preau.hub.ground;

import fr.preau.config.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The migrations that this program carries, as version and checksum, found without Flyway, whose own start costs more
 * than the rest of a warm start.
 */
final class Migrations {
    static final String FOLDER = "db/migration";

    private static final Pattern NAME = Pattern.compile(FOLDER + "/V([0-9._]+?)__.+\\.sql");

    private Migrations() {}

    /** Version, as Flyway writes it, and Flyway's checksum of each. */
    static Map<String, Integer> carried() {
        Map<String, Integer> found = new TreeMap<>();
        for (String path : paths()) {
            Matcher name = NAME.matcher(path);
            if (name.matches()) {
                found.put(name.group(1).replace('_', '.'), checksum(path));
            }
        }
        return found;
    }

    private static List<String> paths() {
        try {
            Path home = Path.of(Settings.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(home) ? inFolder(home) : inJar(home);
        } catch (IOException | URISyntaxException e) {
            throw new StartFailure("The migrations of the database cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> inFolder(Path home) throws IOException {
        Path folder = home.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> FOLDER + "/" + file.getFileName()).toList();
        }
    }

    private static List<String> inJar(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(FOLDER))
                    .toList();
        }
    }

    /** The CRC-32 of the lines without their ends: what Flyway keeps of a migration. */
    private static int checksum(String path) {
        CRC32 sum = new CRC32();
        try (InputStream bytes = open(path);
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new StartFailure("The migration " + path + " cannot be read: " + e.getMessage(), e);
        }
        return (int) sum.getValue();
    }

    private static InputStream open(String path) throws IOException {
        InputStream bytes = Settings.class.getResourceAsStream("/" + path);
        if (bytes == null) {
            throw new IOException("not found");
        }
        return bytes;
    }
}
