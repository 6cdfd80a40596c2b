package fr.preau.bridge.onde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.sms.PhoneNumbers;
import fr.preau.channels.roll.ChildRef;
import fr.preau.channels.roll.GuardianRow;
import fr.preau.channels.roll.PupilRow;
import fr.preau.channels.roll.TeacherRow;
import fr.preau.channels.roll.Telephones;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OndeReaderTest {
    private static final String PUPILS = "Nom Elève;Nom d'usage Elève;Prénom Elève;Date naissance;Niveau;Classe";

    private final OndeReader reader =
            new OndeReader(OndeLimits.of(1_000_000), number -> PhoneNumbers.read(number, "FR"));

    @Test
    void aPupilIsRead() {
        PupilRow row = one(pupils(PUPILS + "\r\nD'ORVAL;;Maëlle;2016-09-23;CE1;CE1 A\r\n"));

        assertEquals(2, row.line());
        assertEquals("D'ORVAL", row.entry().name().family());
        assertEquals("Maëlle", row.entry().name().first());
        assertEquals(LocalDate.of(2016, 9, 23), row.entry().birthDate());
        assertEquals("CE1 A", row.entry().className());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-8"})
    void theEncodingIsFound(String encoding) {
        byte[] bytes = (PUPILS + "\nPÈRE;;Éloïse;23/09/2016;CE1;CE1\n").getBytes(Charset.forName(encoding));

        assertEquals(
                "Éloïse", one(reader.pupils(Bytes.of(bytes))).entry().name().first());
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstHeading() {
        byte[] bytes = ("\uFEFF" + PUPILS + "\nPÈRE;;Éloïse;2016-09-23;CE1;CE1").getBytes(StandardCharsets.UTF_8);

        assertEquals("PÈRE", one(reader.pupils(Bytes.of(bytes))).entry().name().family());
    }

    @Test
    void headingsAreFoundWhateverTheirOrderCaseAndCompany() {
        String file = "classe;\"DATE DE NAISSANCE\";N° INE;Ine;PRENOM ELEVE *;;nom eleve\n"
                + "\"CP; le \"\"grand\"\"\";02/01/2017;x;123;Zoé;;LE GOFF\n";

        PupilRow row = one(pupils(file));

        assertEquals("CP; le \"grand\"", row.entry().className());
        assertEquals("123", row.entry().ine());
        assertEquals("LE GOFF", row.entry().name().family());
        assertEquals(LocalDate.of(2017, 1, 2), row.entry().birthDate());
    }

    @Test
    void aCellMayHoldLineEndsAndTheNextRowKeepsItsLine() {
        List<PupilRow> rows = complete(
                        pupils(PUPILS + "\nUN;;\"A\r\nB\";2016-09-23;;CP\n\n;;;;;\nDEUX;;C;2016-09-23;;CP"))
                .rows();

        assertEquals("A B", rows.get(0).entry().name().first());
        assertEquals(6, rows.get(1).line());
    }

    @Test
    void whoHasLeftIsLeftOut() {
        var reading = complete(pupils(PUPILS + ";Etat\nUN;;A;2016-09-23;;CP;Radié\nDEUX;;B;2016-09-23;;CP;Admis"));

        assertEquals(1, reading.rows().size());
        assertEquals(OndeNote.Kind.LEFT, reading.notes().getFirst().kind());
    }

    @Test
    void guardiansNameTheirChildrenInRepeatedGroupsAndRowsMayBeShort() {
        String group = ";Nom d'usage enfant;Nom de famille enfant;Prénom enfant;Classes enfants";
        String file =
                "Civilité Responsable;Nom usage responsable;Nom responsable;Prénom responsable;Adresse responsable;"
                        + "CP responsable;Commune responsable;Pays;Courriel;Téléphone domicile;Téléphone travail;"
                        + "Numéro de poste;Téléphone portable" + group + group + "\n"
                        + "Mme;ROY;LE BRIS;Anne;3 rue Haute;61000;Alençon;;a@b.fr;12;;;0612345678;;ROY;Zoé;CP;ROUX;ROY;Léo;PS\n"
                        + "M.;;ROY;Paul;;;;;pas une adresse;;;;;;ROY;Zoé;CP\n"
                        + "M.;;SEUL;Jean\n";

        var reading = complete(reader.guardians(Bytes.of(file)));

        GuardianRow first = reading.rows().getFirst();
        assertEquals(
                List.of(new ChildRef("ROY", "", "Zoé", "CP"), new ChildRef("ROY", "ROUX", "Léo", "PS")),
                first.children());
        assertEquals("a@b.fr", first.entry().email());
        assertEquals("+33612345678", first.entry().phones().mobile());
        assertEquals("", first.entry().phones().home());
        assertEquals(1, reading.rows().get(1).children().size());
        assertEquals(List.of(), reading.rows().get(2).children());
        assertEquals(
                List.of(OndeNote.Kind.TELEPHONE, OndeNote.Kind.EMAIL),
                reading.notes().stream().map(OndeNote::kind).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "0145678901, 0612345678, +33145678901, +33612345678",
        "0612345678, '', +33612345678, +33612345678",
        "'', 0145678901, +33145678901, ''",
        "0145678901, 0612345678 / 07, +33145678901, ''",
    })
    void aMobileNumberCountsAsOneInWhateverColumn(String home, String mobile, String calls, String texts) {
        String file = "Nom;Prénom;Téléphone domicile;Téléphone portable;Directeur;Classe\nROY;Paul;%s;%s;;\n"
                .formatted(home, mobile);

        TeacherRow row = one(reader.teachers(Bytes.of(file)));

        assertEquals(new Telephones(calls, "", texts), row.entry().phones());
    }

    @Test
    void aTeacherIsRead() {
        String file = "Civilité;Nom usage;Nom;Prénom;Courriel;Téléphone domicile;Téléphone portable;Directeur;Classe\n"
                + "MME;;PIRES;Rachelle;;;;Oui;TPS\nM.;;ROY;Paul;;;;;\n";

        List<TeacherRow> rows = complete(reader.teachers(Bytes.of(file))).rows();

        assertTrue(rows.getFirst().entry().head());
        assertEquals(List.of("TPS"), rows.getFirst().entry().classes());
        assertEquals(List.of(), rows.getLast().entry().classes());
    }

    private OndeReading<PupilRow> pupils(String text) {
        return reader.pupils(Bytes.of(text));
    }

    private static <R> OndeReading.Complete<R> complete(OndeReading<R> reading) {
        assertInstanceOf(OndeReading.Complete.class, reading, reading::toString);
        return (OndeReading.Complete<R>) reading;
    }

    private static <R> R one(OndeReading<R> reading) {
        List<R> rows = complete(reading).rows();
        assertEquals(1, rows.size());
        return rows.getFirst();
    }
}
