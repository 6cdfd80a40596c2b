package fr.preau.channels.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActivationCodeTest {
    private static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    @Test
    void aPrintedCodeIsReadAsPeopleTypeIt() {
        ActivationCode code = ActivationCode.random(new Random(7));
        String printed = code.printed();

        assertTrue(printed.matches("([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}"), printed);
        assertEquals(Optional.of(code), ActivationCode.parse(printed));
        assertEquals(
                Optional.of(code),
                ActivationCode.parse("  " + printed.toLowerCase().replace('-', ' ')));
        assertEquals(Optional.of(code), ActivationCode.parse(printed.replace("-", "")));
    }

    @Test
    void oneWrongSignOrTwoSwappedOnesAreFound() {
        String right = ActivationCode.random(new Random(8)).printed().replace("-", "");

        for (int i = 0; i < right.length(); i++) {
            for (char sign : SIGNS.toCharArray()) {
                String wrong = right.substring(0, i) + sign + right.substring(i + 1);
                assertEquals(wrong.equals(right), ActivationCode.parse(wrong).isPresent(), wrong);
            }
        }
        for (int i = 0; i + 1 < right.length() - 1; i++) {
            String swapped = right.substring(0, i) + right.charAt(i + 1) + right.charAt(i) + right.substring(i + 2);
            assertEquals(swapped.equals(right), ActivationCode.parse(swapped).isPresent(), swapped);
        }
    }

    @Test
    void whatIsNoCodeIsRefused() {
        for (String typed : new String[] {"", "-", "ABCD", "ABCD-EFGH-JKMN-PQR0", "é".repeat(16), "2".repeat(10_000)}) {
            assertFalse(ActivationCode.parse(typed).isPresent(), typed);
        }
    }

    @Test
    void codesDifferAndHideThemselves() {
        Random random = new Random(9);
        Set<String> hashes = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            hashes.add(new java.math.BigInteger(1, ActivationCode.random(random).hash()).toString());
        }

        assertEquals(10_000, hashes.size());
        ActivationCode code = ActivationCode.random(random);
        assertNotEquals(code, ActivationCode.random(random));
        assertFalse(code.toString().contains(code.printed().substring(0, 4)));
        assertEquals(32, code.hash().length);
    }
}
