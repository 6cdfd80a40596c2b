package fr.preau.channels.reach;

import static fr.preau.channels.reach.SmsSegments.Encoding.GSM_7;
import static fr.preau.channels.reach.SmsSegments.Encoding.UCS_2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.channels.reach.SmsSegments.Encoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected figures were produced once by npm sms-segments-calculator 1.3.0. */
class SmsSegmentsTest {

    static Stream<Arguments> vectors() {
        return Stream.of(
                of("", GSM_7, 0, 1),
                of("Cantine : menu modifié", GSM_7, 22, 1),
                of("Cantine : le goûter est reporté", UCS_2, 31, 1),
                of("ÄÖÑÜ§¿äöñüà@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ", GSM_7, 40, 1),
                of("a".repeat(160), GSM_7, 160, 1),
                of("a".repeat(161), GSM_7, 161, 2),
                of("a".repeat(306), GSM_7, 306, 2),
                of("a".repeat(307), GSM_7, 307, 3),
                of("a".repeat(459), GSM_7, 459, 3),
                of("a".repeat(460), GSM_7, 460, 4),
                of("^{}\\[~]|€", GSM_7, 18, 1),
                of("€".repeat(80), GSM_7, 160, 1),
                of("€".repeat(81), GSM_7, 162, 2),
                of("a".repeat(152) + "€" + "a".repeat(20), GSM_7, 174, 2),
                of("a".repeat(152) + "€" + "a".repeat(151), GSM_7, 305, 2),
                of("a".repeat(152) + "€" + "a".repeat(152), GSM_7, 306, 3),
                of("ê".repeat(70), UCS_2, 70, 1),
                of("ê".repeat(71), UCS_2, 71, 2),
                of("ê".repeat(134), UCS_2, 134, 2),
                of("ê".repeat(135), UCS_2, 135, 3),
                of("😀", UCS_2, 2, 1),
                of("😀".repeat(35), UCS_2, 70, 1),
                of("😀".repeat(36), UCS_2, 72, 2),
                of("a".repeat(66) + "😀" + "b".repeat(65), UCS_2, 133, 2),
                of("a".repeat(66) + "😀" + "b".repeat(66), UCS_2, 134, 3),
                of("👨‍👩‍👧 famille", UCS_2, 16, 1),
                of("👨‍👩‍👧".repeat(20), UCS_2, 160, 3),
                of("e\u0301" + "a".repeat(69), UCS_2, 71, 2),
                of("a\nb", GSM_7, 3, 1),
                of("a\r\nb", GSM_7, 4, 1),
                of("a\tb", UCS_2, 3, 1),
                of("\f", GSM_7, 2, 1),
                of("«bonjour»", UCS_2, 9, 1));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void counts_as_the_reference_does(String text, Encoding encoding, int units, int segments) {
        assertEquals(new SmsSegments(encoding, units, segments), SmsSegments.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ê", "ç", "û", "œ", "À", "’", "`", "–", "\u00a0"})
    void one_such_character_makes_the_whole_text_dearer(String character) {
        assertEquals(UCS_2, SmsSegments.of("Cantine " + character).encoding());
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "è", "à", "ù", "É", "Ç"})
    void these_accents_cost_nothing(String character) {
        assertEquals(GSM_7, SmsSegments.of("Cantine " + character).encoding());
    }

    private static Arguments of(String text, Encoding encoding, int units, int segments) {
        return Arguments.of(text, encoding, units, segments);
    }
}
