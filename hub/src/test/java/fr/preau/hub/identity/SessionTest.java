package fr.preau.hub.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.hub.identity.IdentityHub.Answer;
import fr.preau.hub.identity.IdentityHub.Device;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
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
    void signingOutEndsTheSessionAtOnce() {
        Device parent = hub.parent();
        assertEquals(200, hub.me(parent.access).status());

        Answer out = hub.send("DELETE", "/api/v1/sessions/current", "", "Authorization", "Bearer " + parent.access);

        assertEquals(204, out.status());
        assertTrue(out.setCookie().startsWith("__Host-preau=; Max-Age=0;"), out.setCookie());
        assertEquals("session_ended", hub.me(parent.access).code());
        assertEquals("session_ended", hub.refresh(parent.cookie).code());
        assertEquals(1, hub.count("select count(*) from rights_change where session_id = '" + parent.session + "'"));
    }

    @Test
    void aPersonSeesTheirDevicesAndEndsOneFromAfar() {
        Device laptop = hub.parent();
        hub.clock.pass(Duration.ofMinutes(1));
        Device phone = new Device(
                laptop.who,
                hub.post(
                        "/api/v1/sessions",
                        Map.of("login", laptop.who.login(), "password", IdentityHub.PASSWORD),
                        "User-Agent",
                        "Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0"));

        Answer list = hub.send("GET", "/api/v1/sessions", "", "Authorization", "Bearer " + laptop.access);
        List<JsonObject> items = list.json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
        Answer ended =
                hub.send("DELETE", "/api/v1/sessions/" + phone.session, "", "Authorization", "Bearer " + laptop.access);

        assertEquals(
                List.of("Firefox Android", "?"),
                items.stream().map(i -> i.getString("device")).toList());
        assertEquals(
                List.of(false, true),
                items.stream().map(i -> i.getBoolean("current")).toList());
        assertEquals("2026-11-02T", items.getFirst().getString("openedAt").substring(0, 11));
        assertEquals(204, ended.status());
        assertEquals("session_ended", hub.me(phone.access).code());
        assertEquals(200, hub.me(laptop.access).status());
    }

    @Test
    void anothersSessionDoesNotExist() {
        Device marie = hub.parent();
        Device eve = hub.parent();

        for (String session : List.of(marie.session, "00000000-0000-0000-0000-000000000000", "nonsense")) {
            Answer answer =
                    hub.send("DELETE", "/api/v1/sessions/" + session, "", "Authorization", "Bearer " + eve.access);
            assertEquals(404, answer.status(), session);
        }
        assertEquals(200, hub.me(marie.access).status());
    }

    @Test
    void aNewPasswordEndsTheOtherSessions() {
        Device here = hub.parent();
        Device elsewhere = new Device(here.who, hub.signIn(here.who.login(), IdentityHub.PASSWORD));

        Answer wrong = change(here, "un deux trois soleil", "cinq autres canards bleus");
        Answer weak = change(here, IdentityHub.PASSWORD, "azertyuiop123");
        Answer changed = change(here, IdentityHub.PASSWORD, "cinq autres canards bleus");

        assertEquals("bad_credentials", wrong.code());
        assertEquals("password_too_weak", weak.code());
        assertEquals("next", weak.json().getString("field"));
        assertEquals(204, changed.status());
        assertEquals(200, hub.me(here.access).status());
        assertEquals("session_ended", hub.me(elsewhere.access).code());
        assertEquals(401, hub.signIn(here.who.login(), IdentityHub.PASSWORD).status());
        assertEquals(
                201, hub.signIn(here.who.login(), "cinq autres canards bleus").status());
    }

    @Test
    void anEndedAccountIsOutWithinTwoSeconds() {
        Device parent = hub.parent();
        assertEquals(200, hub.me(parent.access).status());
        IdentityHub.await(hub.pool
                .query("update account set ended_at = now() where id = '" + parent.who.account() + "'")
                .execute());
        hub.clock.pass(Duration.ofSeconds(2));

        assertEquals("session_ended", hub.me(parent.access).code());
        assertEquals("session_ended", hub.refresh(parent.cookie).code());
        assertEquals(401, hub.signIn(parent.who.login(), IdentityHub.PASSWORD).status());
    }

    private static Answer change(Device device, String current, String next) {
        return hub.send(
                "PUT",
                "/api/v1/me/password",
                new JsonObject(Map.of("current", current, "next", next)).encode(),
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + device.access);
    }
}
