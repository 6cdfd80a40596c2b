package fr.preau.hub.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostTextTest {
    @Test
    void theSubsetOfMarkdownIsShown() {
        assertEquals("<p>Un <strong>mot</strong> <em>doux</em></p>", PostText.html("Un **mot** *doux*"));
        assertEquals(
                "<ul><li>un</li><li>deux</li></ul>",
                PostText.html("- un\n- deux").replace("\n", ""));
        assertTrue(PostText.html("[site](https://exemple.fr)").contains("href=\"https://exemple.fr\""));
        assertTrue(PostText.html("une ligne\nl'autre").contains("<br"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "![x](https://exemple.fr/suivi.gif)",
                "<a href='javascript:alert(1)'>x</a>",
                "# Titre <iframe src=//x></iframe>",
                "<style>*{display:none}</style>",
            })
    void nothingThatRunsOrLoadsComesThrough(String hostile) {
        String html = PostText.html(hostile);
        assertFalse(html.matches("(?is).*<(script|img|iframe|style|svg|object).*"), html);
        assertFalse(html.matches("(?is).*href=\"(javascript|data).*"), html);
        assertFalse(html.matches("(?is).*<[^>]*\\son\\w+=.*"), html);
    }

    @Test
    void theSearchKnowsNoAccentsNorLigatures() {
        assertEquals("eleve coeur noel", PostText.searchable(null, "Élève cœur NOËL"));
        assertEquals("titre\ncorp", PostText.searchable("Titre", "Corps"));
    }

    @Test
    void theSearchKnowsNoPlurals() {
        assertEquals(PostText.searchable("menu"), PostText.searchable("Menus"));
        assertEquals("les bus et 2 chateau, \"jeu\"", PostText.searchable("Les bus et 2 châteaux, \"jeux\""));
    }

    @Test
    void anExcerptShowsTheWordFound() {
        String body = "Bonjour. ".repeat(30) + "La sortie des élèves est reportée." + " Merci.".repeat(30);
        String excerpt = Excerpt.of(body, "eleve");
        assertTrue(excerpt.contains("« élèves »"), excerpt);
        assertTrue(excerpt.length() < 220, excerpt);
    }
}
