package fr.preau.hub.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.identity.LockOut;
import fr.preau.channels.identity.PasswordPolicy;
import fr.preau.channels.problem.Problem;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.identity.IdentityHub.Answer;
import fr.preau.hub.identity.IdentityHub.Device;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
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
    void aParentSignsInAndIsKnown() {
        Device parent = hub.parent();

        Answer signed = hub.signIn("  " + parent.who.login().toUpperCase() + " ", IdentityHub.PASSWORD);
        Answer me = hub.me(signed.json().getString("accessToken"));

        assertEquals(201, signed.status());
        assertEquals(600, signed.json().getInteger("expiresIn"));
        assertEquals(200, me.status());
        assertEquals(
                parent.who.account().toString(),
                me.json().getJsonObject("account").getString("id"));
        assertEquals("Marie Dupont", me.json().getJsonObject("account").getString("name"));
        assertEquals(
                "no-store", me.response().headers().firstValue("Cache-Control").orElse(""));
    }

    @Test
    void theRefreshCookieIsForThisHostAloneAndOutOfReachOfScripts() {
        Answer family = hub.signIn(hub.parent().who.login(), IdentityHub.PASSWORD);
        Answer staff = hub.signIn(
                hub.activated(hub.newcomer("teacher", "Anne", "Blanc")).who.login(), IdentityHub.PASSWORD);

        assertTrue(
                family.setCookie()
                        .matches(
                                "__Host-preau=[A-Za-z0-9_-]{43}; Max-Age=2592000; Path=/; Secure; HttpOnly; SameSite=Strict"),
                family.setCookie());
        assertTrue(staff.setCookie().contains("; Max-Age=43200;"), staff.setCookie());
        assertFalse(family.response().body().contains(family.cookie().substring(13)), "not in the answer's body");
    }

    @Test
    void aWrongPasswordAnUnknownNameAndAnUnusedAccountAreAnsweredAlike() {
        String unused = hub.newcomer("guardian", "Luc", "Petit").login();

        Answer wrong = hub.signIn(hub.parent().who.login(), "un deux trois soleil");
        Answer unknown = hub.signIn("nobody.at-all", "un deux trois soleil");
        Answer before = hub.signIn(unused, "un deux trois soleil");

        for (Answer answer : List.of(wrong, unknown, before)) {
            assertEquals(401, answer.status());
            assertEquals("bad_credentials", answer.code());
            assertEquals(wrong.json().getString("detail"), answer.json().getString("detail"));
            assertEquals("", answer.setCookie());
        }
    }

    @Test
    void theFifthWrongPasswordLocksForASecondAndEachFurtherOneTwiceAsLong() {
        String login = hub.parent().who.login();
        List<Integer> waits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            assertEquals(401, hub.signIn(login, "un deux trois soleil").status());
            assertEquals(
                    401, hub.signIn("ghost.of-" + login, "un deux trois soleil").status());
        }
        for (int i = 0; i < 4; i++) {
            assertEquals(401, hub.signIn(login, "un deux trois soleil").status());
            Answer locked = hub.signIn(login, IdentityHub.PASSWORD);
            assertEquals(429, locked.status(), "the right password is not even looked at");
            assertEquals("locked", locked.code());
            waits.add(locked.json().getInteger("retryAfter"));
            hub.clock.pass(Duration.ofSeconds(waits.getLast()));
        }

        assertEquals(List.of(1, 2, 4, 8), waits);
        assertEquals(
                401, hub.signIn("ghost.of-" + login, "un deux trois soleil").status());
        assertEquals(429, hub.signIn("ghost.of-" + login, "x").status(), "a name that nobody has is locked alike");
        assertEquals(201, hub.signIn(login, IdentityHub.PASSWORD).status());
        for (int i = 0; i < 4; i++) {
            assertEquals(401, hub.signIn(login, "x").status(), "the right password set the count back");
        }
    }

    @Test
    void guessesAtTheSameTimeEachCount() {
        String login = hub.parent().who.login();

        List<Integer> statuses = IdentityHub.atOnce(
                20, i -> hub.signIn(login, "guess number " + i).status());

        assertEquals(5, statuses.stream().filter(status -> status == 401).count(), statuses.toString());
        assertEquals(15, statuses.stream().filter(status -> status == 429).count(), statuses.toString());
    }

    @Test
    void anAddressHasThirtyTriesAtOnceThenOneAMinute(@TempDir Path other) {
        try (IdentityHub strict = new IdentityHub(other, Map.of("limits.loginBurst", "30"))) {
            for (int i = 0; i < 30; i++) {
                String sameHousehold = "2001:db8:1:2:" + Integer.toHexString(i) + "::1";
                assertEquals(
                        401,
                        strict.signIn("n" + i, "x", "X-Forwarded-For", sameHousehold)
                                .status());
            }
            Answer refused = strict.signIn("n30", "x", "X-Forwarded-For", "2001:db8:1:2:ffff::1");
            assertEquals(429, refused.status());
            assertEquals("too_many_requests", refused.code());
            assertEquals(
                    "60", refused.response().headers().firstValue("Retry-After").orElse(""));
            assertEquals(
                    401,
                    strict.signIn("n31", "x", "X-Forwarded-For", "2001:db8:1:3::1")
                            .status());

            strict.clock.pass(Duration.ofMinutes(1));
            assertEquals(
                    401,
                    strict.signIn("n32", "x", "X-Forwarded-For", "2001:db8:1:2::1")
                            .status());
            assertEquals(
                    429,
                    strict.signIn("n33", "x", "X-Forwarded-For", "2001:db8:1:2::1")
                            .status());
        }
    }

    @Test
    void aTryThatWasTurnedAwayAsBusyIsNotCounted() {
        CredentialStore credentials = new CredentialStore(hub.pool);
        LockStore locks = new LockStore(hub.pool, new LockOut(1, Duration.ofMinutes(15)));
        try (Passwords full = new Passwords(hub.ground, 1, -1)) {
            PasswordChoice choice = new PasswordChoice(credentials, full, new PasswordPolicy(12, 256));
            Openings openings = new Openings(hub.ground, credentials, choice);
            SignIns signIns = new SignIns(hub.ground, credentials, locks, full, choice, openings);
            for (int i = 0; i < 3; i++) {
                Refused refused = assertThrows(
                        Refused.class,
                        () -> IdentityHub.await(
                                signIns.signIn("late.comer", "x", fr.preau.hub.identity.Device.of(null, null))));
                assertEquals(Problem.BUSY, refused.refusal().problem());
            }
        }
    }

    @Test
    void badInputIsNamed() {
        assertEquals(
                "password",
                hub.post("/api/v1/sessions", Map.of("login", "a")).json().getString("field"));
        assertEquals(
                "unknown_field",
                hub.post("/api/v1/sessions", Map.of("login", "a", "password", "b", "admin", true))
                        .code());
        assertEquals("invalid_field", hub.signIn("a", "x".repeat(5_000)).code());
        assertEquals("invalid_field", hub.signIn("a\0b", "x").code());
        assertEquals(
                "malformed",
                hub.send("POST", "/api/v1/sessions", "{", "Content-Type", "application/json")
                        .code());
        assertEquals(
                "unsupported_type", hub.send("POST", "/api/v1/sessions", "a=b").code());
        assertEquals(
                "origin_refused",
                hub.signIn("a", "b", "Origin", "https://elsewhere.example").code());
    }
}
