package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.conversation.Urgency;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsWordingTest {
    private static final SmsWording CANTEEN = new SmsWording(
            "Montreuil",
            Optional.of("canteen"),
            Urgency.ROUTINE,
            Optional.of("Cantine : menu modifié"),
            "Mardi, pas de poisson.",
            false);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            fr | Montreuil : Cantine : menu modifié. Mardi, pas de poisson.
            en | Montreuil, school meals: Cantine : menu modifié. Mardi, pas de poisson.
            pt | Montreuil : Cantine : menu modifié. Mardi, pas de poisson.
            """)
    void says_who_writes_in_the_readers_language_and_what(String language, String said) {
        assertEquals(said, CANTEEN.say(language, 2));
    }

    @Test
    void a_service_that_the_title_does_not_name_is_named() {
        var bus = new SmsWording(
                "Montreuil",
                Optional.of("transport"),
                Urgency.ROUTINE,
                Optional.of("Ligne 3"),
                "En retard de 10 min.",
                false);

        assertEquals("Montreuil, bus scolaire : Ligne 3. En retard de 10 min.", bus.say("fr", 2));
    }

    @Test
    void a_school_has_no_service_and_an_urgent_post_says_so() {
        var school = new SmsWording(
                "École Jean Zay", Optional.empty(), Urgency.URGENT, Optional.empty(), "L’école ferme à 11 h.", false);

        assertEquals("URGENT École Jean Zay : L'école ferme à 11 h.", school.say("fr", 2));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            fr | SAFETY    | NOTICE     | ALERTE Zay : Confinement.
            en | SAFETY    | NOTICE     | ALERT Zay: Confinement.
            fr | SAFETY    | CORRECTION | Rectificatif : ALERTE Zay : Confinement.
            fr | URGENT    | REMINDER   | Rappel : URGENT Zay : Confinement.
            fr | IMPORTANT | NOTICE     | Zay : Confinement.
            """)
    void an_alert_says_so_first(String language, Urgency urgency, Purpose purpose, String said) {
        var alert =
                new SmsWording("Zay", Optional.empty(), urgency, Optional.empty(), "Confinement.", false).as(purpose);

        assertEquals(said, alert.say(language, 2));
        assertTrue(alert.say(language, 2, "https://p.fr/l/a", true).startsWith(said));
    }

    @Test
    void the_first_words_count_among_the_segments() {
        var text = "mot ".repeat(40).substring(0, 160 - "ALERTE Zay : ".length());
        var fits = new SmsWording("Zay", Optional.empty(), Urgency.SAFETY, Optional.empty(), text, false);
        var over = new SmsWording("Zay", Optional.empty(), Urgency.SAFETY, Optional.empty(), text + "b", false);

        assertEquals("ALERTE Zay : " + text, fits.say("fr", 1));
        assertEquals(1, SmsSegments.of(over.say("fr", 1)).segments());
        assertTrue(over.say("fr", 1).startsWith("ALERTE Zay : mot")
                && over.say("fr", 1).endsWith("..."));
    }

    @Test
    void a_text_that_begins_with_its_title_is_not_said_twice() {
        var same =
                new SmsWording("Zay", Optional.empty(), Urgency.ROUTINE, Optional.of("Grève"), "Grève jeudi.", false);

        assertEquals("Zay : Grève jeudi.", same.say("fr", 1));
    }

    @Test
    void a_long_text_is_cut_to_its_segments() {
        var said = new SmsWording(
                        "Zay",
                        Optional.empty(),
                        Urgency.ROUTINE,
                        Optional.empty(),
                        "Le goûter est là. ".repeat(50),
                        false)
                .say("fr", 2);

        assertTrue(said.endsWith("..."), said);
        assertEquals(2, SmsSegments.of(said).segments());
    }

    @Test
    void what_must_stay_in_the_house_is_only_announced() {
        var said = new SmsWording(
                        "Zay", Optional.empty(), Urgency.ROUTINE, Optional.of("Léa"), "Léa a de la fièvre", true)
                .say("fr", 2);

        assertFalse(said.contains("Léa") || said.contains("fièvre"), said);
        assertEquals(1, SmsSegments.of(said).segments(), "its words are chosen to be cheap: " + said);
    }

    @org.junit.jupiter.api.Test
    void a_link_stands_for_what_is_cut_off_and_where_it_costs_nothing() {
        var link = "https://preau.example/s/AbCdEfGhIjKl";
        var long_ = new SmsWording(
                "Zay",
                java.util.Optional.empty(),
                Urgency.ROUTINE,
                java.util.Optional.empty(),
                "mot ".repeat(200),
                false);
        var short_ = new SmsWording(
                "Zay", java.util.Optional.empty(), Urgency.ROUTINE, java.util.Optional.empty(), "Grève jeudi.", false);
        var full = new SmsWording(
                "Zay", java.util.Optional.empty(), Urgency.ROUTINE, java.util.Optional.empty(), "a".repeat(150), false);
        var discreet = new SmsWording(
                "Zay", java.util.Optional.empty(), Urgency.ROUTINE, java.util.Optional.empty(), "Lina", true);

        var cut = long_.say("fr", 2, link, false);
        assertEquals(true, cut.endsWith("mot... " + link));
        assertEquals(2, SmsSegments.of(cut).segments());
        assertEquals("Zay : Grève jeudi. " + link, short_.say("fr", 2, link, false));
        assertEquals("Zay : " + "a".repeat(150), full.say("fr", 2, link, false));
        assertEquals("Zay : " + "a".repeat(150) + " " + link, full.say("fr", 2, link, true));
        assertEquals("Zay : un message important vous attend : " + link, discreet.say("fr", 2, link, false));
    }
}
