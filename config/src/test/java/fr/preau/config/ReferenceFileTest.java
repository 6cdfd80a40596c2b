package fr.preau.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference file is the documentation of the settings, so it must neither lack one nor lie about one. */
class ReferenceFileTest {
    @TempDir
    Path folder;

    @Test
    void itNamesEverySetting() throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        YamlFile.read("preau.yaml", reference(), entries, new ArrayList<>());

        assertEquals(
                SettingsReader.standardNames().stream().sorted().toList(),
                entries.keySet().stream().sorted().toList());
    }

    @Test
    void itsValuesAreTheStandardOnes() throws IOException {
        Path file = Files.writeString(folder.resolve("preau.yaml"), reference());

        assertEquals(Settings.load(Optional.empty(), Map.of()), Settings.load(Optional.of(file), Map.of()));
    }

    private static String reference() throws IOException {
        try (InputStream in = ReferenceFileTest.class.getResourceAsStream("/preau.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
