package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Property
    void a_wait_is_never_longer_than_the_longest_nor_shorter_than_asked(
            @ForAll @IntRange(min = 1) int failures, @ForAll @IntRange(max = 100) int asked, @ForAll Random random) {
        var wait = Backoff.STANDARD.wait(failures, Duration.ofSeconds(asked), random);

        assertFalse(wait.compareTo(Duration.ofSeconds(asked)) < 0);
        assertFalse(wait.compareTo(Duration.ofSeconds(asked + 600L)) > 0);
    }

    @Test
    void those_who_failed_together_do_not_come_back_together() {
        var random = new Random(1);

        long minutes = IntStream.range(0, 1_000)
                .mapToLong(i -> Backoff.STANDARD.wait(9, Duration.ZERO, random).toSeconds() / 60)
                .distinct()
                .count();

        assertTrue(minutes >= 8, "spread over the minutes, not " + minutes);
    }
}
