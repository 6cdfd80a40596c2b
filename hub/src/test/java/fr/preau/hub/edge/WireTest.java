package fr.preau.hub.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.conversation.NewPost;
import io.vertx.core.buffer.Buffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"key\":\"abcdefgh\",\"body\":\"x\",\"colour\":\"red\"} | UNKNOWN_FIELD | colour",
                "{\"key\":\"abcdefgh\",\"body\":7} | INVALID_FIELD | body",
                "{\"key\":\"abcdefgh\",\"body\":\"x\",\"replyTo\":\"me\"} | INVALID_FIELD | replyTo",
                "{\"key\":\"abcdefgh\",\"body\":\"x\",\"audience\":[{\"scope\":\"moon\",\"ref\":\"0198c0de-0000-7000-8000-000000000000\"}]} | INVALID_FIELD | audience.scope",
                "{\"key\":\"abcdefgh\",\"body\":\"x\",\"audience\":[7]} | INVALID_FIELD | audience[0]",
                "{\"key\":\"abcdefgh\",\"body\":\"x\",\"validUntil\":\"soon\"} | INVALID_FIELD | validUntil",
                "{\"key\":\"short\",\"body\":\"x\"} | INVALID_FIELD | key",
                "{\"key\":\"abcdefgh\"} | INVALID_FIELD | body",
                "{\"key\":\"abcdefgh\",\"body\":\"x\",\"body\":\"y\"} | MALFORMED |",
                "{\"key\":\"abcdefgh\",\"body\":\"x\"} {} | MALFORMED |",
                "[] | MALFORMED |",
                "null | MALFORMED |",
                "{ | MALFORMED |",
            })
    void whatIsNotThatRecordIsRefusedInTheNameOfItsField(String json, Problem problem, String field) {
        Refusal refusal = assertThrows(Refused.class, () -> Wire.read(json, NewPost.class))
                .refusal();
        assertEquals(problem, refusal.problem());
        assertEquals(field, refusal.field());
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        Buffer latin = Buffer.buffer().appendBytes(new byte[] {'{', '"', (byte) 0xe9, '"', '}'});
        assertEquals(
                Problem.NOT_UTF8,
                assertThrows(Refused.class, () -> Wire.read(latin, NewPost.class))
                        .refusal()
                        .problem());
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"audience\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertThrows(Refused.class, () -> Wire.read(deep, NewPost.class));
    }

    @Test
    void randomBytesAreRefusedAndNothingElse() {
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            assertThrows(Refused.class, () -> Wire.read(Buffer.buffer(bytes), NewPost.class));
        }
    }
}
