package fr.preau.tests.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.SharedHub;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Views.Post;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short link in a text message. */
@ExtendWith(SharedHub.class)
class LinkTest {
    private static final Pattern LINK = Pattern.compile("/s/[A-Za-z0-9]{12}");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([0-9]+)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HubUnderTest hub;
    private final Family family;
    private final Member teacher;

    LinkTest(HubUnderTest hub) {
        this.hub = hub;
        this.family = new Family(hub, 1);
        this.teacher = hub.as(family.teachers.getFirst());
    }

    @Test
    void shows_the_whole_post_that_the_message_had_to_cut_and_nothing_else() throws Exception {
        post("Une autre affaire", "Rien pour cette page.");
        post("Classe verte", "Le car part à 8 h. " + "Prenez des bottes. ".repeat(40) + "<b>Fin</b> du **message**.");
        var path = link("Classe verte");

        var page = get(path);

        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("&lt;b&gt;Fin&lt;/b&gt; du <strong>message</strong>"), page.body());
        assertFalse(page.body().contains("Une autre affaire"));
        assertFalse(page.body().contains("<script"));
        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElse(""));
        assertEquals("same-origin", page.headers().firstValue("Referrer-Policy").orElse(""));
        assertTrue(page.headers().firstValue("X-Robots-Tag").orElse("").contains("noindex"));
        assertTrue(
                page.headers().firstValue("Content-Security-Policy").orElse("").startsWith("default-src 'none'"));
    }

    @Test
    void fetching_the_page_is_no_reading_but_showing_it_is() throws Exception {
        var post = post("Bottes", "Prenez des bottes.");
        var path = link("Bottes");

        get(path);
        get(path + "/seen", "Sec-Fetch-Dest", "document");
        get(path + "/seen", "Sec-Purpose", "prefetch");
        assertEquals(0, read(post));

        var point = get(path + "/seen", "Sec-Fetch-Dest", "image");
        get(path + "/seen");

        assertEquals(200, point.statusCode());
        assertEquals(1, read(post));
    }

    @Test
    void a_link_ends_and_says_what_to_do() throws Exception {
        var post = post("Périmé", "Texte");
        var path = link("Périmé");
        hub.sql("update sms_link set expires_at = now() - interval '1 second' where post_id = ?", post.id());

        var page = get(path);
        get(path + "/seen");

        assertEquals(410, page.statusCode());
        assertTrue(page.body().contains("Connectez-vous avec votre code"));
        assertFalse(page.body().contains("Texte"));
        assertEquals(0, read(post));
    }

    @Test
    void a_recalled_post_is_gone_and_a_corrected_one_shows_its_new_text() throws Exception {
        var corrected = post("Horaire", "Le car part à 8 h.");
        var path = link("Horaire");
        teacher.edit(corrected, "Le car part à 9 h.").is(200);
        assertTrue(get(path).body().contains("Le car part à 9 h."));
        assertTrue(get(path).body().contains("corrigé"));

        teacher.recall(corrected).is(200);

        assertEquals(410, get(path).statusCode());
        assertTrue(get(path).body().contains("retiré par son auteur"));
        assertFalse(get(path).body().contains("Le car part à 9 h."));
    }

    @Test
    void who_lost_the_right_to_the_post_sees_it_no_more() throws Exception {
        post("Parti", "Texte");
        var path = link("Parti");
        hub.sql("update guardianship set ended_at = now() where guardian_id = ?", family.mother);

        assertEquals(404, get(path).statusCode());
    }

    @Test
    void a_guardian_signs_exactly_the_text_that_was_shown() throws Exception {
        var post = post("Autorisation", "Sortie au musée.");
        var path = link("Autorisation");
        hub.sql("update post set goal = 'signed' where id = ?", post.id());
        var shown = version(path);
        teacher.edit(post, "Sortie à la piscine.").is(200);

        assertEquals(409, sign(path, shown).statusCode());
        assertEquals(0, signatures(post));
        assertEquals(400, sign(path, "x").statusCode());

        var signed = sign(path, version(path));
        sign(path, shown);

        assertEquals(200, signed.statusCode());
        assertTrue(signed.body().contains("Vous avez signé pour Bineta"), signed.body());
        assertEquals(1, signatures(post));
        assertEquals(1, read(post));
    }

    @Test
    void who_has_no_parental_authority_is_shown_no_button_and_cannot_sign() throws Exception {
        var post = post("Accord", "Sortie au musée.");
        var path = link("Accord");
        hub.sql("update post set goal = 'signed' where id = ?", post.id());
        hub.sql("update guardianship set rights = 'informed' where guardian_id = ?", family.mother);

        assertFalse(get(path).body().contains("<form"));
        sign(path, "1");

        assertEquals(0, signatures(post));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/s/AAAAAAAAAAAA", "/s/x", "/s/%00%00", "/s/AAAAAAAAAAAAA", "/s/..%2f..%2fetc"})
    void what_is_no_link_opens_nothing(String path) throws Exception {
        var page = get(path);

        assertEquals(404, page.statusCode());
        assertEquals(200, get(path + "/seen").statusCode());
        assertTrue(page.body().contains("n'ouvre rien"));
    }

    private Post post(String title, String body) {
        return teacher.write(family.families.getFirst(), Map.of("title", title, "body", body, "urgency", "urgent"))
                .is(201)
                .as(Post.class);
    }

    private String link(String title) {
        var text = new Phone(hub, family.telephone).gets(message -> message.contains(title));
        var found = LINK.matcher(text);
        assertTrue(found.find(), text);
        return found.group();
    }

    private long read(Post post) {
        return family.count("select count(*) from link_read where post_id = ?", post.id());
    }

    private long signatures(Post post) {
        return family.count("select count(*) from signature where post_id = ? and via = 'link'", post.id());
    }

    private String version(String path) throws IOException, InterruptedException {
        var found = VERSION.matcher(get(path).body());
        assertTrue(found.find(), "there is a button");
        return found.group(1);
    }

    private HttpResponse<String> sign(String path, String version) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(hub.base().resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("version=" + version))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... header) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(hub.base().resolve(path));
        if (header.length > 0) {
            request.header(header[0], header[1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
