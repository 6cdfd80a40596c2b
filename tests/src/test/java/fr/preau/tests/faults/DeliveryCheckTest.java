package fr.preau.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryCheckTest {

    @Test
    void what_was_taken_once_and_delivered_and_what_is_in_doubt_is_as_it_should_be() {
        var findings = DeliveryCheck.check(2, Map.of(1L, "delivered", 2L, "unknown"), Map.of(1L, 1));

        assertTrue(findings.none());
        assertEquals(1, findings.unknownLeft());
    }

    @Test
    void a_second_copy_is_found() {
        assertEquals(
                1,
                DeliveryCheck.check(1, Map.of(1L, "delivered"), Map.of(1L, 2)).doubled());
    }

    @Test
    void what_is_gone_and_what_nobody_queued_is_found() {
        assertEquals(
                1,
                DeliveryCheck.check(2, Map.of(1L, "delivered"), Map.of(1L, 1)).lost());
        assertEquals(
                1,
                DeliveryCheck.check(1, Map.of(1L, "delivered"), Map.of(1L, 1, 9L, 1))
                        .lost());
    }

    @Test
    void what_never_ends_is_found() {
        assertEquals(
                1, DeliveryCheck.check(1, Map.of(1L, "sending"), Map.of(1L, 1)).open());
    }

    @Test
    void what_is_told_otherwise_than_it_was_is_found() {
        assertEquals(
                1, DeliveryCheck.check(1, Map.of(1L, "unknown"), Map.of(1L, 1)).untrue());
        assertEquals(
                1, DeliveryCheck.check(1, Map.of(1L, "delivered"), Map.of()).untrue());
        assertFalse(DeliveryCheck.check(1, Map.of(1L, "dead"), Map.of()).none());
    }
}
