package fr.preau.hub.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @Test
    void any_text_that_can_be_kept_is_taken_as_it_is() {
        assertEquals("ça va 🌰", Fields.text("body", "ça va 🌰", 1, 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\ud800b", "\udc00", "ab\ud83c", "", "   ", "longer than it may be"})
    void what_cannot_be_kept_is_refused_by_name(String value) {
        assertThrows(Refused.class, () -> Fields.text("body", value, 1, 10));
    }
}
