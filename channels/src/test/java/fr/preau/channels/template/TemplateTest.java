package fr.preau.channels.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.SmsSegments;
import fr.preau.channels.reach.SmsWording;
import fr.preau.channels.template.TemplateFault.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void variables_take_their_place_and_are_never_read_as_a_template_again() {
        var template = right(Part.SMS, "{{school}} : {{ title }}. {{text}} ({{author}})");

        assertEquals(
                "École Zay : {{link}}. Menu ()",
                template.fill(Map.of(Variable.SCHOOL, "École Zay", Variable.TITLE, "{{link}}", Variable.TEXT, "Menu")));
        assertEquals("{{school}} : {{ title }}. {{text}} ({{author}})", template.toString());
    }

    @Test
    void what_is_wrong_is_named_with_its_place() {
        assertEquals(
                List.of(new TemplateFault(Kind.UNKNOWN_VARIABLE, 9, "{{titre}}")),
                wrong(Part.SMS, "Bonjour {{titre}}"));
        assertEquals(
                List.of(new TemplateFault(Kind.UNKNOWN_VARIABLE, 1, "{{text}}")),
                wrong(Part.SUBJECT, "{{text}}"),
                "not in a subject");
        assertEquals(
                List.of(new TemplateFault(Kind.UNKNOWN_VARIABLE, 1, "{{#if title}}")),
                wrong(Part.SMS, "{{#if title}}"),
                "no logic");
        assertEquals(List.of(new TemplateFault(Kind.BRACES, 3, "{{title")), wrong(Part.SMS, "a {{title"));
        assertEquals(
                List.of(new TemplateFault(Kind.BRACES, 1, "{{school {{title}}")),
                wrong(Part.SMS, "{{school {{title}}"));
        assertEquals(List.of(new TemplateFault(Kind.BRACES, 6, "}} b")), wrong(Part.SMS, "title}} b"));
        assertEquals(List.of(new TemplateFault(Kind.BRACES, 1, "{title}")), wrong(Part.SMS, "{title}"));
        assertEquals(
                List.of(new TemplateFault(Kind.MARKUP, 3, "<b>{{title}}</b>")),
                wrong(Part.INTRO, "x <b>{{school}}</b>".replace("school", "title")).stream()
                        .filter(f -> f.kind() == Kind.MARKUP)
                        .toList());
        assertEquals(Kind.MARKUP, wrong(Part.SMS, "&lt;script").getFirst().kind());
        assertEquals(List.of(new TemplateFault(Kind.EMPTY, 1, "")), wrong(Part.SMS, "  "));
        assertEquals(List.of(new TemplateFault(Kind.CONTROL, 2, "")), wrong(Part.SUBJECT, "a\r\nBcc: b"));
        assertEquals(
                Kind.TOO_LONG, wrong(Part.SUBJECT, "x".repeat(121)).getFirst().kind());
        assertEquals(121, wrong(Part.SUBJECT, "{{".repeat(100_000)).getFirst().place());
        assertEquals(
                "Bonjour,\nà 3 < 4 & 5",
                right(Part.INTRO, "Bonjour,\nà 3 < 4 & 5").fill(Map.of()));
    }

    @Test
    void a_text_message_in_a_territorys_words_keeps_its_link_and_its_size() {
        var wording = new SmsWording(
                "Montreuil",
                Optional.of("canteen"),
                Urgency.URGENT,
                Optional.of("Menu"),
                "Pas de poisson. ".repeat(60),
                false);
        var chosen = Optional.of(right(Part.SMS, "{{school}}. {{title}}. {{text}} {{link}}"));

        var said = wording.say("fr", 2, "https://p.fr/l/abcdef", true, chosen, "Mairie");

        assertEquals(2, SmsSegments.of(said).segments());
        assertEquals("https://p.fr/l/abcdef", said.substring(said.length() - 21), said);
        assertEquals(
                wording.say("fr", 2, "https://p.fr/l/abcdef", true),
                wording.say("fr", 2, "https://p.fr/l/abcdef", true, Optional.of(right(Part.SMS, "{{title}}")), "x"),
                "who must sign needs the link");
        var sealed = new SmsWording("École Zay", Optional.empty(), Urgency.ROUTINE, Optional.of("Léa"), "Léa", true);
        assertEquals(
                sealed.say("fr", 2, "l", false),
                sealed.say("fr", 2, "l", false, chosen, "x"),
                "what names a child is said in the standard words");
        var announcing = Optional.of(right(Part.SMS, "{{school}} : une circulaire vous attend. {{link}}"));
        assertEquals(
                "École Zay : une circulaire vous attend. https://p.fr/l/a",
                sealed.say("fr", 2, "https://p.fr/l/a", false, announcing, "x"),
                "words that tell nothing of it may announce it");
        assertEquals(
                sealed.say("fr", 2, "https://p.fr/l/a", false),
                sealed.say("fr", 2, "https://p.fr/l/a", false, Optional.of(right(Part.SMS, "{{school}} : lisez")), "x"),
                "but not without its link");
    }

    @Test
    void nothing_that_anybody_writes_breaks_it() {
        var random = new Random(3);
        String[] pieces = {"{", "}", "{{", "}}", "school", "title", " ", "<b", "&lt;", "\n", "\0", "é", "x"};
        for (int round = 0; round < 20_000; round++) {
            var source = new StringBuilder();
            for (int piece = random.nextInt(30); piece > 0; piece--) {
                source.append(pieces[random.nextInt(pieces.length)]);
            }
            for (var part : Part.values()) {
                if (Template.read(part, source.toString()) instanceof Template.Right right) {
                    right.template().fill(Map.of());
                }
            }
        }
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> Template.read(Part.SMS, "{{".repeat(5_000_000)));
    }

    private static Template right(Part part, String source) {
        return assertInstanceOf(Template.Right.class, Template.read(part, source))
                .template();
    }

    private static List<TemplateFault> wrong(Part part, String source) {
        return assertInstanceOf(Template.Wrong.class, Template.read(part, source))
                .faults();
    }
}
