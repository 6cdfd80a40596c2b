package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.reach.SmsSegments.Encoding;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SmsQuoteTest {
    /** 91 characters, so two segments as soon as one of them is dear. */
    private static final String LONG =
            "Le goûter de l'école est reporté à demain, un cœur de poulet remplace le poisson prévu.";

    @Test
    void a_text_that_costs_one_segment_anyway_is_left_alone() {
        var quote = SmsQuote.of("Le goûter est reporté");

        assertEquals(new SmsSegments(Encoding.UCS_2, 21, 1), quote.size());
        assertEquals(List.of("û"), quote.costly());
        assertEquals(Optional.empty(), quote.cheaper());
    }

    @Test
    void cheaper_letters_are_offered_where_they_save_a_segment() {
        var quote = SmsQuote.of(LONG);

        assertEquals(2, quote.size().segments());
        assertEquals(List.of("û", "œ"), quote.costly());
        var cheaper = quote.cheaper().orElseThrow();
        assertEquals(
                "Le gouter de l'école est reporté à demain, un coeur de poulet remplace le poisson prévu.",
                cheaper.text());
        assertEquals(Encoding.GSM_7, cheaper.size().encoding());
        assertEquals(1, cheaper.size().segments());
    }

    @Test
    void capitals_lose_their_accent_and_pictures_go() {
        var quote = SmsQuote.of(
                "À TOUTES LES FAMILLES : ÊTRE À L'HEURE 🎉 ÇA COMPTE 👨‍👩‍👧, MERCI À TOUS, BONNE RENTRÉE");

        assertEquals(
                "A TOUTES LES FAMILLES : ETRE A L'HEURE ÇA COMPTE , MERCI A TOUS, BONNE RENTRÉE",
                quote.cheaper().orElseThrow().text());
    }

    @Test
    void typography_costs_nothing_because_it_leaves_as_plain_signs() {
        var quote = SmsQuote.of("L’école est « fermée » … à 16 h");

        assertEquals("L'école est \"fermée\" ... à 16 h", quote.text());
        assertEquals(List.of(), quote.costly());
    }

    @Test
    void brackets_are_replaced_only_where_that_saves_a_segment() {
        var short_ = SmsQuote.of("[Cantine] menu");
        var long_ = SmsQuote.of("[Cantine] " + "a".repeat(149));

        assertEquals(Optional.empty(), short_.cheaper());
        assertEquals(
                "(Cantine) " + "a".repeat(149), long_.cheaper().orElseThrow().text());
    }

    @Test
    void another_script_has_no_cheaper_letters() {
        assertEquals(
                Optional.empty(), SmsQuote.of("المدرسة مغلقة غدا ".repeat(10)).cheaper());
    }

    @Property(tries = 500)
    void what_is_offered_is_always_cheaper_and_quoting_it_again_finds_no_more(
            @ForAll @StringLength(max = 400) String written) {
        var quote = SmsQuote.of(written);

        quote.cheaper().ifPresent(cheaper -> {
            assertTrue(cheaper.size().segments() < quote.size().segments());
            assertEquals(SmsSegments.of(cheaper.text()), cheaper.size());
        });
    }
}
