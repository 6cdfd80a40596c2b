package fr.preau.hub.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.SessionId;
import fr.preau.hub.ground.Sha256;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private final VerifiedTokens tokens = new VerifiedTokens(3);

    @Test
    void whatIsKeptIsBoundedAndWhatIsShownOftenStays() {
        // given
        AccessTokens.Verified often = verified();
        tokens.keep(VerifiedTokens.Key.of("often"), often);

        // when
        for (int i = 0; i < 100; i++) {
            tokens.keep(VerifiedTokens.Key.of("once " + i), verified());
            assertEquals(often, tokens.find(VerifiedTokens.Key.of("often")));
            assertTrue(tokens.size() <= 6, "two generations of three");
        }

        // then
        assertNull(tokens.find(VerifiedTokens.Key.of("once 0")));
    }

    @Test
    void neitherATokenNorItsHashIsInWords() {
        String said = VerifiedTokens.Key.of("secret").toString();

        assertFalse(said.contains("secret"));
        assertFalse(said.contains(HexFormat.of().formatHex(Sha256.of("secret"))));
    }

    private static AccessTokens.Verified verified() {
        return new AccessTokens.Verified(
                new AccessTokens.Claims(new AccountId(UUID.randomUUID()), new SessionId(UUID.randomUUID())), 0, 1);
    }
}
