package fr.preau.tests.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.Repository;
import fr.preau.tests.measure.Notes.Note;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesTest {
    private static final Case DROPS = new Case() {
        @Override
        public String about() {
            return "counts drops";
        }

        @Override
        public Verdict run(Options options, Table table) {
            return new Verdict(true, Map.of("drops", options.only("rounds").number("rounds", 3)));
        }
    };

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void aRunIsKeptWithDateMachineAndOptionsAndTheNextOneIsAppended() throws IOException {
        // given
        Path file = folder.resolve("figures.jsonl");

        // when
        run("drops", "--rounds", "7", "--note", file.toString());
        run("drops", "--note", file.toString());

        // then
        List<Note> notes = new Notes(file).all();
        assertEquals(2, Files.readAllLines(file).size());
        assertEquals(
                List.of(7, 3),
                notes.stream().map(note -> note.figures().get("drops").asInt()).toList());
        assertEquals(Map.of("rounds", "7"), notes.getFirst().options());
        assertEquals(
                Runtime.getRuntime().availableProcessors(),
                notes.getFirst().machine().cores());
        assertTrue(
                notes.getFirst().commit().matches("unknown|[0-9a-f]{10}\\+?"),
                notes.getFirst().commit());
    }

    @Test
    void nothingTellsWhichMachineItWas() throws IOException {
        // given
        Path file = folder.resolve("figures.jsonl");

        // when
        run("drops", "--note", file.toString());

        // then
        String line = Files.readString(file);
        for (String own : List.of(
                InetAddress.getLocalHost().getHostName() + "\"",
                Repository.root().toString(),
                folder.toString())) {
            assertFalse(line.contains(own), own);
        }
    }

    @Test
    void whatIsNoOptionIsRefusedAndNothingIsKept() {
        // given
        Path file = folder.resolve("figures.jsonl");

        // when
        int code = run("drops", "7", "--note", file.toString());

        // then
        assertEquals(2, code);
        assertTrue(
                said.toString(StandardCharsets.UTF_8).contains("this is none: 7"),
                said.toString(StandardCharsets.UTF_8));
        assertFalse(Files.exists(file));
    }

    @Test
    void theHouseSOwnFileCanBeRead() {
        // given
        Path file = Repository.root().resolve(Notes.STANDARD);

        // then
        assertTrue(Stream.of(file)
                .filter(Files::exists)
                .allMatch(own -> !new Notes(own).all().isEmpty()));
    }

    private int run(String... arguments) {
        return Programs.run(
                Map.of("drops", DROPS), List.of(arguments), new PrintStream(said, true, StandardCharsets.UTF_8));
    }
}
