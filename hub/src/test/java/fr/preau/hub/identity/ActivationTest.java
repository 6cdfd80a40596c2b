package fr.preau.hub.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.hub.identity.IdentityHub.Answer;
import fr.preau.hub.identity.IdentityHub.Device;
import fr.preau.hub.identity.IdentityHub.Newcomer;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivationTest {
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
    void aPrintedCodeOpensItsAccountOnce() {
        Newcomer luc = hub.newcomer("guardian", "Luc", "Petit");

        Answer first = activate(luc.code().printed().toLowerCase(), IdentityHub.PASSWORD);
        Answer second = activate(luc.code().printed(), "cinq autres canards bleus");

        assertEquals(201, first.status());
        assertEquals(409, second.status());
        assertEquals("code_used", second.code());
        assertEquals(201, hub.signIn(luc.login(), IdentityHub.PASSWORD).status());
        assertEquals(
                1,
                hub.count("select count(*) from account where activated_at is not null and activation_hash is"
                        + " null and id = '" + luc.account() + "'"));
    }

    @Test
    void ofManyAtOnceOneOpensIt() {
        Newcomer luc = hub.newcomer("guardian", "Luc", "Petit");

        long opened = IdentityHub.atOnce(
                        8,
                        i -> activate(luc.code().printed(), IdentityHub.PASSWORD)
                                .status())
                .stream()
                .filter(status -> status == 201)
                .count();

        assertEquals(1, opened);
    }

    @Test
    void aWeakPasswordDoesNotSpendTheCode() {
        Newcomer luc = hub.newcomer("guardian", "Luc", "Petit");

        Answer tooShort = activate(luc.code().printed(), "canards");
        Answer ownName = activate(luc.code().printed(), "luc.petit2026");
        Answer common = activate(luc.code().printed(), "motdepasse123");

        for (Answer answer : java.util.List.of(tooShort, ownName, common)) {
            assertEquals(422, answer.status());
            assertEquals("password_too_weak", answer.code());
            assertEquals("password", answer.json().getString("field"));
        }
        assertEquals(201, activate(luc.code().printed(), IdentityHub.PASSWORD).status());
    }

    @Test
    void aCodeIsGoodForThirtyDays() {
        Newcomer luc = hub.newcomer("guardian", "Luc", "Petit");
        hub.clock.pass(Duration.ofDays(30));

        Answer late = activate(luc.code().printed(), IdentityHub.PASSWORD);

        assertEquals(410, late.status());
        assertEquals("code_expired", late.code());
    }

    @Test
    void aCodeThatNobodyHasIsUnknown() {
        Newcomer luc = hub.newcomer("guardian", "Luc", "Petit");
        String printed = luc.code().printed();
        String mistyped = printed.substring(0, 18) + (printed.endsWith("2") ? "3" : "2");

        assertEquals("code_unknown", activate(mistyped, IdentityHub.PASSWORD).code());
        assertEquals(
                "code_unknown",
                activate(
                                fr.preau.channels.identity.ActivationCode.random(hub.random)
                                        .printed(),
                                IdentityHub.PASSWORD)
                        .code());
        assertEquals("code_unknown", activate("hello", IdentityHub.PASSWORD).code());
    }

    @Test
    void aNewLetterHelpsWhoForgotThePasswordAndEndsTheOldSessions() {
        Device parent = hub.parent();
        var reprinted = fr.preau.channels.identity.ActivationCode.random(hub.random);
        IdentityHub.await(hub.pool
                .preparedQuery("update account set activation_hash = $1, activation_until = $2 where id = $3")
                .execute(Tuple.of(
                        Buffer.buffer(reprinted.hash()),
                        hub.clock.instant().plusSeconds(60).atOffset(java.time.ZoneOffset.UTC),
                        parent.who.account())));

        Answer again = activate(reprinted.printed(), "cinq autres canards bleus");
        hub.clock.pass(Duration.ofSeconds(2));

        assertEquals(201, again.status());
        assertEquals("session_ended", hub.me(parent.access).code());
        assertEquals(401, hub.signIn(parent.who.login(), IdentityHub.PASSWORD).status());
        assertEquals(
                201, hub.signIn(parent.who.login(), "cinq autres canards bleus").status());
    }

    private static Answer activate(String code, String password) {
        return hub.post("/api/v1/activations", Map.of("code", code, "password", password));
    }
}
