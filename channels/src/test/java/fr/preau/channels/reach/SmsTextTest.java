package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SmsTextTest {

    @Test
    void typography_is_written_the_cheap_way_and_letters_stay() {
        assertEquals(
                "L'école est \"fermée\" - goûter reporté... à 16 h",
                SmsText.plain("  L’école est «\u00a0fermée\u00a0» – goûter\n\nreporté… à 16\u202fh "));
    }

    @Test
    void quotes_keep_the_spaces_around_them() {
        assertEquals("il dit \"oui\" puis \"non\"", SmsText.plain("il dit “oui” puis \"non\""));
    }

    @Test
    void a_letter_and_its_accent_become_one_cheap_letter() {
        assertEquals("é", SmsText.plain("e\u0301"));
    }

    @Test
    void what_fits_stays_whole() {
        assertEquals("Cantine fermée.", SmsText.fit("Cantine fermée.", 1));
    }

    @Test
    void a_long_text_is_cut_after_a_word() {
        var text = "mot ".repeat(50).strip();

        var cut = SmsText.fit(text, 1);

        assertEquals("mot ".repeat(39).strip() + "...", cut);
    }

    @Test
    void punctuation_before_the_cut_goes() {
        var cut = SmsText.fit("a".repeat(150) + ", " + "b".repeat(100), 1);

        assertEquals("a".repeat(150) + "...", cut);
    }

    @Test
    void a_word_longer_than_all_segments_is_cut_inside() {
        assertEquals("a".repeat(157) + "...", SmsText.fit("a".repeat(400), 1));
    }

    @Test
    void no_segment_at_all_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> SmsText.fit("a", 0));
    }

    @Property(tries = 300)
    void never_more_segments_than_allowed(
            @ForAll @StringLength(max = 600) String text, @ForAll @IntRange(min = 1, max = 4) int segments) {
        assertTrue(SmsSegments.of(SmsText.fit(text, segments)).segments() <= segments);
    }
}
