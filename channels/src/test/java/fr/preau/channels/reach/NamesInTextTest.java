package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.reach.NamesInText.ChildName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesInTextTest {
    private static final List<ChildName> CHILDREN = List.of(
            new ChildName("Léa", "Dupré"), new ChildName("Jean-Pierre", "Curie"), new ChildName("Rose", "N'Diaye"));

    @ParameterizedTest
    @ValueSource(
            strings = {"Lea est malade", "LÉA", "(léa)", "la famille DUPRE", "Jean Pierre est tombé", "chez N’Diaye"})
    void one_name_is_enough_in_a_class(String text) {
        assertTrue(new NamesInText(text).nameOneOf(CHILDREN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Léandre", "la cantine ferme", "Jean est là"})
    void other_words_are_no_names(String text) {
        assertFalse(new NamesInText(text).nameOneOf(CHILDREN));
    }

    @Test
    void in_a_town_it_takes_both_names() {
        assertFalse(new NamesInText("rue Pierre Curie, place aux Roses et Léa").nameInFullOneOf(CHILDREN));
        assertTrue(new NamesInText("Merci à DUPRÉ Léa").nameInFullOneOf(CHILDREN));
        assertTrue(new NamesInText("Rose N'Diaye a gagné").nameInFullOneOf(CHILDREN));
    }

    @Test
    void a_child_without_a_name_is_nobody() {
        assertFalse(new NamesInText("la cantine").nameOneOf(List.of(new ChildName("", " "))));
    }
}
