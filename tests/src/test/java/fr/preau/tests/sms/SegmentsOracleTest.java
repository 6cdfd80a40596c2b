package fr.preau.tests.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.preau.channels.reach.SmsSegments;
import fr.preau.channels.reach.SmsText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Our counter of segments beside npm sms-segments-calculator, on texts such as people write, and on worse ones. */
class SegmentsOracleTest {
    private static final int TEXTS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> CHEAP = List.of(
            "Cantine",
            "menu",
            "modifié",
            "reporté",
            "l'école",
            "à",
            "où",
            "élève",
            "Éric",
            "Ça",
            "bus",
            "16 h",
            "5 €",
            "[Verne]",
            "{classe}",
            "a|b",
            "~30",
            "C:\\",
            "^",
            "merci",
            "rendez-vous",
            "anniversaire",
            "Straße",
            "Øre",
            "Ω");
    private static final List<String> DEAR = List.of(
            "goûter", "l’école", "À", "ça", "cœur", "Noël", "Ève", "naïf", "n° 4", "«\u00a0fermée\u00a0»", "…", "–");
    private static final List<String> PICTURES = List.of(
            "😀",
            "👍🏽",
            "👨‍👩‍👧",
            "❤️",
            "🎉",
            "🇫🇷",
            "e\u0301",
            "المدرسة",
            "学校",
            "школа",
            "1️⃣",
            "\t",
            "\f",
            "\n",
            "\r\n",
            "\u200b");

    /** As {@code segments.mjs} answers. */
    private record Count(String encoding, int units, int segments) {
        static Count of(String text) {
            var ours = SmsSegments.of(text);
            return new Count(ours.encoding().name().replace('_', '-'), ours.units(), ours.segments());
        }
    }

    @Test
    void ten_thousand_texts_cost_what_the_reference_says() throws Exception {
        var random = new Random(20_261_124);
        var texts = Stream.generate(() -> text(random)).limit(TEXTS).toList();
        var lines = new ArrayList<String>();
        for (var text : texts) {
            lines.add(JSON.writeValueAsString(text));
        }

        var answers = Node.run("segments.mjs", lines);

        assertEquals(TEXTS, answers.size());
        int inUcs = 0;
        int long_ = 0;
        for (int i = 0; i < TEXTS; i++) {
            var theirs = JSON.readValue(answers.get(i), Count.class);
            assertEquals(theirs, Count.of(texts.get(i)), lines.get(i));
            inUcs += theirs.encoding().equals("UCS-2") ? 1 : 0;
            long_ += theirs.segments() > 1 ? 1 : 0;
        }
        assertTrue(inUcs > TEXTS / 5 && inUcs < TEXTS * 4 / 5, inUcs + " in UCS-2");
        assertTrue(long_ > TEXTS / 5 && long_ < TEXTS * 4 / 5, long_ + " of several segments");
    }

    private static String text(Random random) {
        int kind = random.nextInt(4);
        boolean dear = random.nextBoolean();
        int words = 1 + random.nextInt(kind == 3 ? 12 : 60);
        var text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            int die = random.nextInt(10);
            var from = dear && die == 0 ? DEAR : dear && kind == 2 && die == 1 ? PICTURES : CHEAP;
            text.append(from.get(random.nextInt(from.size()))).append(random.nextInt(10) == 0 ? "" : " ");
        }
        // As it leaves, and as it was typed.
        return kind == 0 || kind == 1 ? SmsText.plain(text.toString()) : edge(text.toString(), random);
    }

    /** Around the sizes at which a segment is full. */
    private static String edge(String text, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "a".repeat(150 + random.nextInt(20)) + text;
            case 1 -> "€".repeat(70 + random.nextInt(20)) + text;
            case 2 -> "ê".repeat(60 + random.nextInt(20)) + text;
            case 3 -> "b".repeat(66) + "😀" + text;
            default -> text;
        };
    }
}
