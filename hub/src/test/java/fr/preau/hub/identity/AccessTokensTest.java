package fr.preau.hub.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.SessionId;
import fr.preau.hub.ground.SigningKey;
import fr.preau.hub.ground.StartFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final AccountId MARIE = new AccountId(UUID.randomUUID());
    private static final SessionId PHONE = new SessionId(UUID.randomUUID());

    private static Vertx vertx;

    @TempDir
    Path folder;

    private SigningKey key;
    private AccessTokens tokens;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @BeforeEach
    void key() {
        key = open(folder.resolve("keys/jwt.pem"));
        tokens = tokens(key, "https://preau.example.fr");
    }

    @Test
    void aTokenIsGoodForTenMinutes() {
        String token = tokens.issue(MARIE, PHONE, NOON);

        Optional<AccessTokens.Claims> claims = Optional.of(new AccessTokens.Claims(MARIE, PHONE));
        assertEquals(claims, verified(tokens, token, NOON));
        assertEquals(claims, verified(tokens, token, NOON.plusSeconds(599)));
        assertEquals(Optional.empty(), verified(tokens, token, NOON.plusSeconds(600)));
        assertEquals(claims, verified(tokens, token, NOON.minusSeconds(5)), "another node's clock is a little behind");
        assertEquals(Optional.empty(), verified(tokens, token, NOON.minusSeconds(6)));
    }

    @Test
    void aTokenThatIsShownAgainIsKnownAndItsTimesAreJudgedEachTime() {
        // given
        String token = tokens.issue(MARIE, PHONE, NOON);
        assertTrue(verified(tokens, token, NOON).isPresent());

        // when
        Optional<AccessTokens.Claims> again = verified(tokens, token, NOON.plusSeconds(1));

        // then
        assertEquals(verified(tokens, token, NOON), again);
        assertEquals(Optional.empty(), verified(tokens, token, NOON.plusSeconds(600)), "it has run out meanwhile");
        assertEquals(Optional.empty(), verified(tokens, token + "A", NOON), "another one like it is looked at whole");
        assertEquals(Optional.empty(), verified(tokens(key, "https://elsewhere.example.fr"), token, NOON));
    }

    @Test
    void aTokenOfAnotherKeyHubOrKindIsRefused() throws Exception {
        SigningKey other = open(folder.resolve("other.pem"));

        assertRefused(tokens(other, "https://preau.example.fr").issue(MARIE, PHONE, NOON));
        assertRefused(tokens(key, "https://elsewhere.example.fr").issue(MARIE, PHONE, NOON));
        assertRefused(signed(header(), payload().put("aud", "elsewhere")));
        assertRefused(signed(header().put("typ", "id+jwt"), payload()));
        assertRefused(signed(header(), payload().put("kind", "link")));
        assertRefused(signed(header(), payload().putNull("kind")));
        assertRefused(signed(header(), payload().putNull("sid")));
        assertTrue(verified(tokens, signed(header(), payload()), NOON).isPresent(), "the good one of its kind passes");
    }

    @Test
    void noOtherAlgorithmIsEverLookedAt() throws Exception {
        String none = base64(header().put("alg", "none").encode()) + "."
                + base64(payload().encode()) + ".";
        String unsigned = base64(header().encode()) + "." + base64(payload().encode()) + ".";
        String signing = base64(header().put("alg", "HS256").encode()) + "."
                + base64(payload().encode());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.open().getEncoded(), "HmacSHA256"));
        byte[] withPublicKey = mac.doFinal(signing.getBytes(StandardCharsets.US_ASCII));

        assertRefused(none);
        assertRefused(unsigned);
        assertRefused(unsigned + base64(new byte[64]));
        assertRefused(signing + "." + base64(withPublicKey));
    }

    @Test
    void aTamperedTokenIsRefused() {
        String token = tokens.issue(MARIE, PHONE, NOON);

        for (int i = 0; i < token.length(); i++) {
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(token.substring(0, i) + changed + token.substring(i + 1));
        }
        for (String text : new String[] {"", ".", "..", "a.b.c", token + "." + token, "é".repeat(3000)}) {
            assertRefused(text);
        }
    }

    @Test
    void theKeyIsKeptForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("keys/jwt.pem");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(key.id(), open(file).id());
        AccessTokens restarted = tokens(open(file), "https://preau.example.fr");
        assertTrue(verified(restarted, tokens.issue(MARIE, PHONE, NOON), NOON).isPresent());
        assertEquals(1, Files.list(file.getParent()).count(), "nothing is left beside it");
    }

    @Test
    void aKeyThatIsNoneIsToldWithWhatToDo() throws IOException {
        Path file = folder.resolve("broken.pem");
        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        StartFailure failure = assertThrows(StartFailure.class, () -> open(file));
        assertTrue(failure.getMessage().contains("no P-256 private key"), failure.getMessage());

        Files.createDirectory(folder.resolve("folder.pem"));
        assertThrows(StartFailure.class, () -> open(folder.resolve("folder.pem")));
    }

    private static Optional<AccessTokens.Claims> verified(AccessTokens tokens, String token, Instant now) {
        Future<AccessTokens.Claims> claims = tokens.verify(token, now);
        assertTrue(claims.isComplete(), "checking a signature waits for nothing");
        return Optional.ofNullable(claims.result());
    }

    private void assertRefused(String token) {
        assertEquals(Optional.empty(), verified(tokens, token, NOON), token);
    }

    private static SigningKey open(Path file) {
        return SigningKey.open(file, "security.signingKeyFile", "everybody signs in again");
    }

    private AccessTokens tokens(SigningKey key, String issuer) {
        return new AccessTokens(vertx, key, issuer, Duration.ofMinutes(10));
    }

    private JsonObject header() {
        return new JsonObject().put("typ", "JWT").put("alg", "ES256").put("kid", key.id());
    }

    private static JsonObject payload() {
        long at = NOON.getEpochSecond();
        return new JsonObject()
                .put("iss", "https://preau.example.fr")
                .put("aud", "preau")
                .put("sub", MARIE.toString())
                .put("sid", PHONE.toString())
                .put("kind", "access")
                .put("iat", at)
                .put("nbf", at)
                .put("exp", at + 600);
    }

    private String signed(JsonObject header, JsonObject payload) throws Exception {
        String text = base64(header.encode()) + "." + base64(payload.encode());
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key.secret());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + base64(signature.sign());
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
