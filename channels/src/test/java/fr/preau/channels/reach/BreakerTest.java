package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Instant NOW = Instant.parse("2026-11-02T11:00:00Z");

    @Test
    void a_few_failures_do_not_open_it() {
        assertTrue(failed(4).lets(NOW));
    }

    @Test
    void five_in_a_row_do_for_a_second_and_each_further_one_for_twice_as_long() {
        assertFalse(failed(5).lets(NOW.plusMillis(999)));
        assertTrue(failed(5).lets(NOW.plusSeconds(1)));

        var again = failed(5).failed(NOW.plusSeconds(1), Duration.ZERO);

        assertFalse(again.lets(NOW.plusMillis(2_999)));
        assertTrue(again.lets(NOW.plusSeconds(3)));
    }

    @Test
    void it_never_stays_open_longer_than_a_minute_by_itself() {
        var breaker = Breaker.CLOSED;
        var now = NOW;
        for (int i = 0; i < 100; i++) {
            now = now.plusSeconds(3_600);
            breaker = breaker.failed(now, Duration.ZERO);
        }

        assertTrue(breaker.lets(now.plusSeconds(60)));
    }

    @Test
    void those_that_were_under_way_when_it_opened_count_no_more() {
        var open = failed(5);

        var more = open.failed(NOW, Duration.ZERO).failed(NOW, Duration.ZERO);

        assertEquals(open, more);
    }

    @Test
    void the_provider_may_ask_for_longer() {
        var asked = Breaker.CLOSED.failed(NOW, Duration.ofSeconds(30));

        assertFalse(asked.lets(NOW.plusSeconds(29)));
        assertTrue(asked.lets(NOW.plusSeconds(30)));
    }

    @Test
    void one_success_closes_it() {
        assertEquals(Breaker.CLOSED, failed(7).worked());
    }

    private static Breaker failed(int times) {
        var breaker = Breaker.CLOSED;
        for (int i = 0; i < times; i++) {
            breaker = breaker.failed(NOW, Duration.ZERO);
        }
        return breaker;
    }
}
