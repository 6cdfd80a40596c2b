package fr.preau.hub.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    @Test
    void names_and_values_are_decoded() {
        assertEquals(
                Map.of("Body", "Menu modifié & goûter", "Empty", "", "Alone", ""),
                Form.read("Body=Menu+modifi%C3%A9+%26+go%C3%BBter&Empty=&Alone"));
        assertEquals(Map.of(), Form.read(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%zz", "%=1", "a=1&a=2", "a=1&%61=2"})
    void what_is_no_form_or_says_a_thing_twice_is_refused(String body) {
        assertThrows(Refused.class, () -> Form.read(body));
    }

    @Test
    void a_flood_of_fields_is_refused() {
        assertThrows(Refused.class, () -> Form.read("a=1&".repeat(10_000)));
    }
}
