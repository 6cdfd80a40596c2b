package fr.preau.channels.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginsTest {
    @ParameterizedTest
    @CsvSource({
        "Marie, DUPONT, marie.dupont",
        "Anne-Sophie, Le Goff, anne-sophie.le-goff",
        "Zoé, D’Hérouville, zoe.dherouville",
        "Cœur, Müßig, coeur.mussig",
        "ÉLOÏSE, ÇELIK, eloise.celik",
        "'  Jean  ', ' -Petit- ', jean.petit",
        "'', Traoré, traore",
        "李, 明, compte",
    })
    void aNameBecomesPlainLetters(String given, String family, String login) {
        assertEquals(login, new Logins(Set.of()).make(given, family));
    }

    @Test
    void namesakesAreToldApartByANumber() {
        Logins logins = new Logins(Set.of("marie.dupont", "marie.dupont3"));

        assertEquals("marie.dupont2", logins.make("Marie", "Dupont"));
        assertEquals("marie.dupont4", logins.make("Marie", "Dupont"));
        assertEquals("marie.durand", logins.make("Marie", "Durand"));
    }

    @Test
    void aNameWithoutEndIsCut() {
        String login = new Logins(Set.of()).make("a".repeat(500), "b-".repeat(500));

        assertTrue(login.length() <= 81 && !login.endsWith("-"), login);
    }

    @Test
    void whatPeopleTypeFindsTheSameAccount() {
        assertEquals("zoe.le-goff", Logins.typed(" Zoé.Le-Goff "));
    }
}
