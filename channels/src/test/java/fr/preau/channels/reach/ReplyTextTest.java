package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as the usual mail programs write them, French and English; each sample's own words are the first paragraph. */
class ReplyTextTest {
    private static final String OWN = "Bonjour,\nLéo viendra jeudi.\n\nMerci";

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Gmail
                "\n\nLe mar. 24 nov. 2026 à 14:03, École Jean Zay (Préau) <ecole@preau.example> a écrit :\n\n> Bonjour\n> à tous\n",
                "\n\nLe mar. 24 nov. 2026 à 14:03, École Jean Zay, CE1 B (Préau) <\necole@preau.example> a écrit :\n\n> Bonjour\n",
                "\n\nOn Tue, Nov 24, 2026 at 2:03 PM École (Préau) <ecole@preau.example> wrote:\n\n> Hello\n",
                "\n\nOn Tue, Nov 24, 2026 at 2:03 PM École Jean Zay, a very long name\n(Préau) <ecole@preau.example>\nwrote:\n> Hello\n",
                // Apple Mail, iPhone
                "\n\nEnvoyé de mon iPhone\n\n> Le 24 nov. 2026 à 14:03, École (Préau) <ecole@preau.example> a écrit :\n> \n> Bonjour\n",
                "\n\nSent from my iPhone\n\n> On 24 Nov 2026, at 14:03, École <ecole@preau.example> wrote:\n> \n> Hello",
                "\n\nLe 24 nov. 2026 à 14:03, École\u00a0<ecole@preau.example> a écrit\u00a0:\n\nBonjour sans marque",
                // Thunderbird
                "\n\nLe 24/11/2026 à 14:03, École (Préau) a écrit :\n> Bonjour\n>\n> suite\n",
                "\n\nOn 24/11/2026 14:03, École (Préau) wrote:\n> Hello\n",
                // Outlook, desktop and new
                "\n\nDe : École (Préau) <ecole@preau.example>\nEnvoyé : mardi 24 novembre 2026 14:03\nÀ : claire@exemple.fr\nObjet : Sortie\n\nBonjour\n",
                "\n\n________________________________\nDe : École\nEnvoyé : mardi\nÀ : x\nObjet : y\n\nBonjour",
                "\n\nFrom: École <ecole@preau.example>\nSent: Tuesday, November 24, 2026 2:03 PM\nTo: claire@exemple.fr\nSubject: Trip\n\nHello",
                "\n\nObtenez Outlook pour Android<https://aka.ms/x>\n\n________________________________\nFrom: École\nSent: x\nTo: y\nSubject: z\n",
                "\n\n-----Message d'origine-----\nDe : École\nEnvoyé : mardi\nÀ : x\nObjet : y\n",
                "\n\n-----Original Message-----\nFrom: x\nSent: y\n",
                // Orange, La Poste, Free, SFR
                "\n\n> Message du 24/11/26 14:03\n> De : \"École\" <ecole@preau.example>\n> A : claire@orange.fr\n> Copie à : \n> Objet : Sortie\n> \n> Bonjour",
                "\n\nenvoyé : 24 novembre 2026 à 14:03\nde : École <ecole@preau.example>\nà : claire@laposte.net\nobjet : Sortie\n\nBonjour",
                "\n\n----- Mail original -----\nDe: \"École\" <ecole@preau.example>\nÀ: claire@free.fr\nEnvoyé: Mardi 24 Novembre 2026 14:03:00\nObjet: Sortie\n\nBonjour",
                "\n\n-------- Message original --------\nDe : École <ecole@preau.example>\nDate : 24/11/2026 14:03 (GMT+01:00)\nÀ : claire@sfr.fr\nObjet : Sortie\n",
                "\n\nEnvoyé depuis mon smartphone Samsung Galaxy.\n-------- Message d'origine --------\nDe : École\n",
                // Yahoo
                "\n\n    Le mardi 24 novembre 2026 à 14:03:00 UTC+1, École (Préau) <ecole@preau.example> a écrit :  \n \n Bonjour",
                // Proton, signature, scanners
                "\n\nEnvoyé avec la messagerie sécurisée Proton Mail.\n\nLe mardi 24 novembre 2026 à 14:03, École <e@p.example> a écrit :\n\n> x",
                "\n\n-- \nClaire Morel\n06 39 98 00 01\n",
                "\n\n--\nClaire\n",
                "\n\nSans virus.www.avast.com\n",
                "\n\n---------- Forwarded message ---------\nDe : École\n",
                "\n\nProvenance : Courrier pour Windows 10\n\nDe : École\nEnvoyé le :mardi 24 novembre 2026 14:03\nÀ : x\nObjet :y\n",
                "\r\n\r\n> tout cité\r\n> encore\r\n",
                ""
            })
    void only_what_the_person_wrote_stays(String quoted) {
        assertEquals(OWN, ReplyText.of(OWN + quoted));
    }

    @Test
    void an_answer_between_quoted_lines_stays_without_them() {
        assertEquals("Oui.\n\nNon, à 16 h.", ReplyText.of("> Viendrez-vous ?\nOui.\n\n> À 15 h ?\nNon, à 16 h.\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Le 3 décembre à midi : Léo a écrit : « merci »",
                "De : quoi parle-t-on ?",
                "Le prix : 3 > 2",
                "Envoyé hier par la poste, le carnet est arrivé",
                "À jeudi\nDate : le 3\nlieu : la ferme",
                "On verra"
            })
    void words_that_look_alike_stay(String own) {
        assertEquals(own, ReplyText.of(own));
    }

    @Test
    void nothing_but_quotes_is_nothing() {
        assertEquals("", ReplyText.of("\n\nLe 24/11/2026 à 14:03, X a écrit :\n> Bonjour"));
        assertEquals("", ReplyText.of("\u200b\n \n-- \nClaire"));
    }

    @Test
    void a_hostile_text_takes_no_time() {
        var hostile = List.of(
                "Le " + "a".repeat(400_000),
                "Le \n".repeat(200_000),
                "De : x\n".repeat(200_000),
                "> ".repeat(400_000),
                "_".repeat(400_000),
                " ".repeat(400_000) + "x");
        for (var text : hostile) {
            assertTimeoutPreemptively(Duration.ofSeconds(3), () -> ReplyText.of(text));
        }
        assertTimeoutPreemptively(Duration.ofSeconds(3), () -> HtmlText.of("<".repeat(200_000)));
        assertTimeoutPreemptively(Duration.ofSeconds(3), () -> HtmlText.of("<a ".repeat(60_000)));
        assertTimeoutPreemptively(Duration.ofSeconds(3), () -> HtmlText.of("&".repeat(200_000)));
        assertTimeoutPreemptively(Duration.ofSeconds(3), () -> HtmlText.of("<div>".repeat(40_000)));
        assertTimeoutPreemptively(Duration.ofSeconds(3), () -> HtmlText.of("<!--".repeat(50_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div dir=\"ltr\">Bonjour,<br>L&eacute;o viendra jeudi.<br><br>Merci</div><br><div class=\"gmail_quote\"><div>Le mar. a écrit</div><blockquote>Bonjour</blockquote></div>",
                "<html><head><style>p{}</style><title>x</title></head><body><p>Bonjour,<br>L&#233;o viendra jeudi.</p><p>Merci</p><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\">De : x</div></body></html>",
                "<p>Bonjour,<br/>L&#xe9;o viendra&nbsp;jeudi.</p><!-- <p>x</p> --><script>alert(1)</script><p>Merci</p><blockquote type=\"cite\">Bonjour</blockquote>"
            })
    void an_answer_in_html_comes_out_the_same(String html) {
        assertEquals(OWN, ReplyText.of(HtmlText.of(html)).replaceAll("\n+Merci", "\n\nMerci"));
    }

    @Test
    void programs_are_told_from_persons() {
        assertEquals(false, AutomaticMail.is("claire@exemple.fr", Map.of("subject", "Re: Sortie")));
        assertEquals(false, AutomaticMail.is("claire@exemple.fr", Map.of("auto-submitted", "no")));
        for (var headers : List.of(
                Map.of("auto-submitted", "auto-replied"),
                Map.of("auto-submitted", "auto-replied (vacation)"),
                Map.of("x-autoreply", "yes"),
                Map.of("precedence", "Bulk"),
                Map.of("list-id", "<x>"),
                Map.of("x-auto-response-suppress", "All"),
                Map.of("subject", "Réponse automatique : Sortie"),
                Map.of("subject", "Automatic reply: Trip"),
                Map.of("subject", "Out of Office"),
                Map.of("subject", "Absence du bureau : x"))) {
            assertEquals(true, AutomaticMail.is("claire@exemple.fr", headers), headers.toString());
        }
        assertEquals(true, AutomaticMail.is("", Map.of()));
        assertEquals(true, AutomaticMail.is("MAILER-DAEMON@exemple.fr", Map.of()));
        assertEquals(true, AutomaticMail.is("no-reply@exemple.fr", Map.of()));
    }
}
