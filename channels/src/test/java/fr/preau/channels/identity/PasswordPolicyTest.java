package fr.preau.channels.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    private static final List<String> MARIE = List.of("marie.dupont", "Marie", "Dupont-Lefèvre", "École Jean Zay");

    private final PasswordPolicy policy = new PasswordPolicy(12, 200);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "le chat dort sur le piano",
                "quatre petits canards verts",
                "xK9vTq2LmWz8",
                "Rhododendron et moutarde",
                "日本語のパスワードです長い",
            })
    void lengthIsEnough(String password) {
        assertEquals(new PasswordVerdict.Accepted(), policy.judge(password, MARIE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "motdepasse123",
                "Motdepasse2026!",
                "M0td3p@sse2026",
                "passwordpassword",
                "azertyuiop12",
                "AZERTY123456",
                "123456789012",
                "aaaaaaaaaaaaaaaa",
                "abcabcabcabcabc",
                "1q2w3e4r5t6y",
                "soleilbonjour",
                "administrator",
                "jetaimemaman",
                "            ",
            })
    void theCommonOnesAreRefused(String password) {
        assertEquals(new PasswordVerdict.TooCommon(), policy.judge(password, MARIE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"marie.dupont1", "MarieLefevre2018", "DupontDupontDupont", "ecole jean zay 2026"})
    void whatIsKnownOfThePersonIsRefused(String password) {
        assertEquals(new PasswordVerdict.TooCommon(), policy.judge(password, MARIE));
    }

    @Test
    void charactersAreCountedAsPeopleCountThem() {
        assertEquals(new PasswordVerdict.TooShort(12), policy.judge("xK9vTq2LmWz", MARIE));
        assertEquals(new PasswordVerdict.TooShort(12), policy.judge("🦊🐻🐼🐨🐯🦁", MARIE));
        assertEquals(
                new PasswordVerdict.TooShort(12), policy.judge("e\u0301".repeat(11), MARIE), "é in two parts is one");
        assertEquals(new PasswordVerdict.TooLong(200), policy.judge("ab".repeat(101), MARIE));
    }

    @Test
    void anythingTypedIsJudged() {
        for (int c = 0; c < 0x3000; c++) {
            String text = Character.toString(c).repeat(6) + "zeugma plancton";
            assertInstanceOf(PasswordVerdict.class, policy.judge(text, List.of("", " ", text)));
        }
    }
}
