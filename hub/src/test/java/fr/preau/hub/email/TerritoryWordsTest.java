package fr.preau.hub.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.template.Part;
import fr.preau.channels.template.Template;
import fr.preau.channels.template.TemplateBook;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** E-mail in the words that a territory chose. */
@Timeout(60)
class TerritoryWordsTest {
    private static final String CLAIRE = "claire@exemple.fr";

    private MailHouse house;

    @BeforeEach
    void open() {
        house = new MailHouse(Map.of());
        house.book = TemplateBook.STANDARD
                .with(
                        new TemplateBook.Key("canteen", Part.SUBJECT, "fr"),
                        template(Part.SUBJECT, "[{{school}}] {{title}} de {{author}}"))
                .with(
                        new TemplateBook.Key("*", Part.INTRO, "fr"),
                        template(Part.INTRO, "Chère famille,\n<3 {{school}}"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void subject_and_first_words_are_theirs_and_markup_is_none() throws Exception {
        var claire = house.parent(CLAIRE, "fr");
        house.queue(house.town.bulletin("Menu {{link}}", "Poisson", house.now()), claire, CLAIRE, "notice");

        house.deliver();

        var mail = house.mails(1).getFirst();
        assertTrue(mail.getSubject().startsWith("[Montreuil, Cantine] Menu {{link}} de "), mail.getSubject());
        assertTrue(EmailCarrierTest.part(mail, 0).contains("Chère famille,"), EmailCarrierTest.part(mail, 0));
        assertTrue(EmailCarrierTest.part(mail, 1).contains("&lt;3 Montreuil, Cantine"), EmailCarrierTest.part(mail, 1));
    }

    @Test
    void what_stays_in_the_house_keeps_the_standard_subject_and_another_language_its_own_words() throws Exception {
        var claire = house.parent(CLAIRE, "fr");
        var sam = house.parent("sam@exemple.fr", "en");
        house.queue(house.town.post("liaison", "important", "Léa", "tombée", house.now()), claire, CLAIRE, "notice");
        house.queue(house.town.bulletin("Menu", "Fish", house.now()), sam, "sam@exemple.fr", "notice");

        house.deliver();

        for (var mail : house.mails(2)) {
            boolean english = mail.getHeader("To", null).contains("sam@");
            assertEquals(
                    english ? "Montreuil, School canteen: Menu" : "École Jean Zay : un message vous attend",
                    mail.getSubject());
            assertEquals(!english, EmailCarrierTest.part(mail, 0).contains("Chère famille"));
            assertFalse(EmailCarrierTest.part(mail, 0).contains("Léa"));
        }
    }

    private static Template template(Part part, String words) {
        return ((Template.Right) Template.read(part, words)).template();
    }
}
