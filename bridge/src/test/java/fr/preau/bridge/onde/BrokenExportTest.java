package fr.preau.bridge.onde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.onde.OndeFault.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no proper export is refused with file, line and column; nothing is thrown, and memory stays bounded. */
class BrokenExportTest {
    private static final String HEAD = "Nom Elève;Prénom Elève;Date naissance;Classe;Etat\n";
    private static final String ROW = "ROY;Zoé;2016-09-23;CP;\n";

    private final OndeReader reader = new OndeReader(OndeLimits.of(100_000_000), number -> Optional.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMPTY|0|0|''",
                "EMPTY|0|0|'\n\n'",
                "NO_ROWS|0|0|'Nom Elève;Prénom Elève;Date naissance;Classe'",
                "NO_COLUMN|1|0|'Nom Elève;Prénom Elève;Date naissance\na;b;2016-01-01'",
                "COLUMN_TWICE|1|11|'Nom Elève;Nom Elève;Prénom Elève;Date naissance;Classe\n'",
                "SEPARATOR|1|1|'Nom Elève,Prénom Elève,Date naissance,Classe\n'",
                "OTHER_EXPORT|1|0|'Nom;Prénom;Directeur;Classe\n'",
                "QUOTE_NOT_CLOSED|2|5|'%sROY;\"Zoé;2016-09-23;CP;\nX;Y;2016-09-23;CP;'",
                "TEXT_AFTER_QUOTE|2|10|'%sROY;\"Zoé\"x;2016-09-23;CP;'",
                "DATE|2|9|'%sROY;Zoé;2016-02-30;CP;'",
                "DATE|2|9|'%sROY;Zoé;;CP;'",
                "DATE|2|9|'%sROY;Zoé;1816-02-03;CP;'",
                "NO_VALUE|2|1|'%s-;Zoé;2016-09-23;CP;'",
                "HALF_ROW|2|5|'%sROY;Zo'",
                "HALF_ROW|3|19|'%sROY;Zoé;2016-09-23;CP;\nROY;2016-09-23;CP;x'",
                "ROW_TOO_WIDE|2|24|'%sROY;Zoé;2016-09-23;CP;;x'",
                "NUL_BYTE|2|6|'%sROY;Z\0é;2016-09-23;CP;'",
            })
    void aFaultSaysWhere(Kind kind, int line, int column, String text) {
        List<OndeFault> faults = refused(Bytes.of(text.formatted(HEAD)));

        assertEquals("f.csv", faults.getFirst().file());
        assertEquals(List.of(kind, line, column), place(faults.getFirst()));
    }

    @Test
    void allFaultyRowsAreTold() {
        List<OndeFault> faults = refused(Bytes.of(HEAD + "ROY;;2016-09-23;CP;\n" + ROW + "ROY;Léo;hier;CP;\n"));

        assertEquals(List.of(2, 4), faults.stream().map(OndeFault::line).toList());
        assertTrue(refused(Bytes.of(HEAD + ";;;;x\n".repeat(500))).size() <= 20);
    }

    @ParameterizedTest
    @CsvSource({"WORKBOOK,504B0304140006", "WORKBOOK,D0CF11E0A1B11AE1", "PDF,255044462D312E", "UTF_16,FFFE4E006F00"})
    void anotherKindOfFileIsNamed(Kind kind, String hex) {
        byte[] bytes = Arrays.copyOf(java.util.HexFormat.of().parseHex(hex), 5_000);

        assertEquals(kind, refused(Bytes.of(bytes)).getFirst().kind());
    }

    @Test
    void aMixtureOfEncodingsIsRefusedWhereItBegins() {
        byte[] bytes = (HEAD + ROW + ROW + "ROY;Z#;2016-09-23;CP;").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '#' ? (byte) 0xE9 : bytes[i];
        }

        assertEquals(
                List.of(Kind.ENCODING, 4, 6), place(refused(Bytes.of(bytes)).getFirst()));
    }

    @Test
    void aLineOfFiftyMegabytesIsRefusedWithoutBeingHeld() {
        Export endless = new Export() {
            @Override
            public String name() {
                return "f.csv";
            }

            @Override
            public InputStream open() {
                return new Endless(50_000_000);
            }
        };

        assertEquals(
                List.of(Kind.ROW_TOO_LONG, 1, 65_537), place(refused(endless).getFirst()));
    }

    @Test
    void tooMuchIsRefused() {
        OndeReader small = new OndeReader(new OndeLimits(2_000, 200, 30, 8, 5, 20), number -> Optional.empty());

        assertEquals(Kind.FILE_TOO_LARGE, refused(small, HEAD + ROW.repeat(100)));
        assertEquals(Kind.TOO_MANY_ROWS, refused(small, HEAD + ROW.repeat(6)));
        assertEquals(Kind.CELL_TOO_LONG, refused(small, HEAD + "R".repeat(31) + ";Zoé;2016-09-23;CP;"));
        assertEquals(Kind.TOO_MANY_CELLS, refused(small, HEAD + ";".repeat(9)));
        assertEquals(Kind.ROW_TOO_LONG, refused(small, HEAD + "\"\n\";".repeat(1) + "R".repeat(201)));
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
        assertEquals(
                Kind.NO_FILE,
                refused(Export.of(folder.resolve("x.csv"))).getFirst().kind());
        assertEquals(Kind.NOT_READABLE, refused(Export.of(folder)).getFirst().kind());
    }

    @Test
    void whateverIsReadTheAnswerIsRowsOrFaults() {
        Random random = new Random(41);
        byte[] good = (HEAD + ROW.repeat(20)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] signs = ";\"\r\n\0é\uFEFFA".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length));
            for (int i = random.nextInt(6); i > 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] =
                        random.nextBoolean() ? signs[random.nextInt(signs.length)] : (byte) random.nextInt();
            }
            answered(bytes);
        }
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            answered(bytes);
        }
    }

    private void answered(byte[] bytes) {
        for (OndeReading<?> reading : List.of(
                reader.pupils(Bytes.of(bytes)), reader.guardians(Bytes.of(bytes)), reader.teachers(Bytes.of(bytes)))) {
            if (reading instanceof OndeReading.Refused<?>(List<OndeFault> faults)) {
                assertTrue(!faults.isEmpty() && faults.stream().allMatch(fault -> fault.line() >= 0));
            }
        }
    }

    private List<OndeFault> refused(Export export) {
        return assertInstanceOf(OndeReading.Refused.class, reader.pupils(export))
                .faults();
    }

    private static Kind refused(OndeReader reader, String text) {
        List<OndeFault> faults = assertInstanceOf(OndeReading.Refused.class, reader.pupils(Bytes.of(text)))
                .faults();
        return faults.getFirst().kind();
    }

    private static List<Object> place(OndeFault fault) {
        return List.of(fault.kind(), fault.line(), fault.column());
    }

    /** So many letters without a line end. */
    private static final class Endless extends InputStream {
        private long left;

        Endless(long length) {
            left = length;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? 'A' : -1;
        }
    }
}
