package fr.preau.hub.demo;

import fr.preau.hub.ground.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The one pass phrase of all accounts of a demonstration, drawn at its first start and kept beside its data.
 *
 * @param fresh whether it was drawn just now
 */
public record PassPhrase(String text, boolean fresh) {
    private static final int WORDS = 5;

    /**
     * Reads the pass phrase that lies in the folder, or draws one.
     *
     * @throws StartFailure if the folder cannot be read or written
     */
    public static PassPhrase in(Path folder, RandomGenerator random) {
        Path file = folder.resolve("demo-pass-phrase");
        try {
            if (Files.exists(file)) {
                return new PassPhrase(Files.readString(file).strip(), false);
            }
            PassPhrase drawn = draw(random);
            Files.createDirectories(folder);
            Path whole = Files.createTempFile(folder, "demo-pass-phrase", ".new"); // for its owner alone
            Files.writeString(whole, drawn.text() + "\n");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            return drawn;
        } catch (IOException e) {
            throw new StartFailure("The file " + file + " can be neither read nor written: " + e.getMessage(), e);
        }
    }

    static PassPhrase draw(RandomGenerator random) {
        String text = random.ints(0, Names.WORDS.size())
                .distinct()
                .limit(WORDS)
                .mapToObj(Names.WORDS::get)
                .collect(Collectors.joining(" "));
        return new PassPhrase(text, true);
    }

    @Override
    public String toString() {
        return "(pass phrase)";
    }
}
