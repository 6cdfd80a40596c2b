package fr.preau.hub.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import fr.preau.hub.identity.IdentityHub.Answer;
import fr.preau.hub.identity.IdentityHub.Device;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTest {
    @TempDir
    static Path folder;

    private static IdentityHub hub;

    @BeforeAll
    static void start() {
        hub = new IdentityHub(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aDeviceCarriesItsSessionOn() {
        Device parent = hub.parent();
        hub.clock.pass(Duration.ofMinutes(10));
        assertEquals(401, hub.me(parent.access).status(), "the access token is worth 10 minutes");

        Answer next = hub.refresh(parent.cookie);

        assertEquals(200, next.status());
        assertEquals(parent.session, next.json().getString("session"));
        assertNotEquals(parent.cookie, next.cookie());
        assertEquals(200, hub.me(next.json().getString("accessToken")).status());
        assertEquals(200, hub.refresh(next.cookie()).status());
    }

    @Test
    void aLostAnswerIsGivenAgainOnTheSameDevice() {
        Device parent = hub.parent();
        Answer lost = hub.refresh(parent.cookie);
        hub.clock.pass(Duration.ofSeconds(29));

        Answer again = hub.refresh(parent.cookie);

        assertEquals(200, again.status());
        assertEquals(lost.cookie(), again.cookie());
        assertEquals(200, hub.refresh(again.cookie()).status());
    }

    @Test
    void manyTabsAtOnceGetOneSuccessor() {
        Device parent = hub.parent();

        long successors = IdentityHub.atOnce(20, i -> hub.refresh(parent.cookie).cookie()).stream()
                .distinct()
                .count();

        assertEquals(1, successors);
    }

    @Test
    void aCopyEndsTheSessionOnBothDevices() {
        Device parent = hub.parent();
        Answer owner = hub.refresh(parent.cookie);
        hub.clock.pass(Duration.ofSeconds(31));

        Answer thief = hub.refresh(parent.cookie);

        assertEquals("session_ended", thief.code());
        assertEquals("session_ended", hub.refresh(owner.cookie()).code());
        assertEquals(
                "session_ended", hub.me(owner.json().getString("accessToken")).code());
        assertEquals(1, hub.count("select count(*) from rights_change where session_id = '" + parent.session + "'"));
        assertEquals(201, hub.signIn(parent.who.login(), IdentityHub.PASSWORD).status());
    }

    @Test
    void anotherBrowserHasNoGrace() {
        Device parent = hub.parent();
        hub.refresh(parent.cookie);

        assertEquals(
                "session_ended",
                hub.refresh(parent.cookie, "User-Agent", "Elsewhere/1.0").code());
        assertEquals("session_ended", hub.refresh(parent.cookie).code());
    }

    @Test
    void aTokenRunsOut() {
        Device parent = hub.parent();
        Device teacher = hub.activated(hub.newcomer("teacher", "Anne", "Blanc"));
        hub.clock.pass(Duration.ofHours(12));
        assertEquals("session_ended", hub.refresh(teacher.cookie).code());

        hub.clock.pass(Duration.ofDays(30));
        assertEquals("session_ended", hub.refresh(parent.cookie).code());
    }

    @Test
    void whatIsNoTokenOrComesFromElsewhereIsRefused() {
        Device parent = hub.parent();

        assertEquals(
                "session_ended", hub.refresh("__Host-preau=" + "A".repeat(43)).code());
        assertEquals("session_ended", hub.refresh("__Host-preau=!!").code());
        assertEquals("sign_in_required", hub.refresh("other=1").code());
        assertEquals(
                "origin_refused",
                hub.send("POST", "/api/v1/sessions/refresh", "", "Cookie", parent.cookie)
                        .code());
        assertEquals(
                "origin_refused",
                hub.send(
                                "POST",
                                "/api/v1/sessions/refresh",
                                "",
                                "Cookie",
                                parent.cookie,
                                "Origin",
                                "https://evil.example")
                        .code());
        assertEquals(200, hub.refresh(parent.cookie).status());
    }

    @Test
    void noTokenIsInTheDatabase() {
        Device parent = hub.parent();
        String token = parent.cookie.substring(13);

        long found = hub.count("select count(*) from refresh_token where encode(hash, 'base64') like '%"
                + token.substring(0, 10) + "%' or hash = decode(translate('" + token + "=', '-_', '+/'), 'base64')");

        assertEquals(0, found);
    }
}
