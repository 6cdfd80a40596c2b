package fr.preau.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, 11.0.0.1",
        "192.168.4.0/22, 192.168.7.255, 192.168.8.0",
        "127.0.0.1, 127.0.0.1, 127.0.0.2",
        "0.0.0.0/0, 8.8.8.8, ::1",
        "2001:db8::/33, 2001:db8:7fff::1, 2001:db8:8000::1",
        "::1, ::1, 127.0.0.1",
    })
    void aBlockContainsItsAddressesAndNoOthers(String block, String inside, String outside) {
        Cidr cidr = Cidr.parse(block).orElseThrow();

        assertTrue(cidr.contains(inside));
        assertFalse(cidr.contains(outside));
        assertFalse(cidr.contains("proxy.example.fr"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "proxy.example.fr", "10.0.0.0/8/8", "::/129"})
    void whatIsNoBlockIsRefused(String text) {
        assertEquals(Optional.empty(), Cidr.parse(text));
    }
}
