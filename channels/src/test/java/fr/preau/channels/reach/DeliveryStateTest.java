package fr.preau.channels.reach;

import static fr.preau.channels.reach.DeliveryState.CANCELLED;
import static fr.preau.channels.reach.DeliveryState.DELIVERED;
import static fr.preau.channels.reach.DeliveryState.FAILED;
import static fr.preau.channels.reach.DeliveryState.PENDING;
import static fr.preau.channels.reach.DeliveryState.SENDING;
import static fr.preau.channels.reach.DeliveryState.SKIPPED;
import static fr.preau.channels.reach.DeliveryState.SUBMITTED;
import static fr.preau.channels.reach.DeliveryState.UNDELIVERED;
import static fr.preau.channels.reach.DeliveryState.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DeliveryStateTest {

    @Provide
    Arbitrary<List<DeliveryState>> news() {
        return Arbitraries.of(UNKNOWN, SUBMITTED, FAILED, UNDELIVERED, DELIVERED)
                .list()
                .ofMaxSize(12);
    }

    @Property
    void the_end_does_not_depend_on_the_order_of_the_news(
            @ForAll("news") List<DeliveryState> news, @ForAll Random random) {
        var shuffled = new ArrayList<>(news);
        Collections.shuffle(shuffled, random);

        assertEquals(run(news), run(shuffled));
    }

    @Property
    void news_heard_twice_changes_nothing(@ForAll("news") List<DeliveryState> news) {
        var once = run(news);

        assertEquals(once, news.stream().reduce(once, DeliveryState::after));
    }

    @Property
    void a_state_never_falls(@ForAll DeliveryState state, @ForAll DeliveryState news) {
        assertTrue(state.after(news).rank() >= state.rank());
    }

    @Test
    void a_late_report_settles_what_was_unknown() {
        assertEquals(SUBMITTED, UNKNOWN.after(SUBMITTED));
        assertEquals(DELIVERED, UNKNOWN.after(DELIVERED));
        assertEquals(SUBMITTED, SUBMITTED.after(UNKNOWN), "a time-out that is noticed after the report");
    }

    @Test
    void what_arrived_stays_arrived() {
        assertEquals(DELIVERED, DELIVERED.after(UNDELIVERED));
        assertEquals(DELIVERED, UNDELIVERED.after(DELIVERED));
    }

    @Test
    void a_report_tells_the_truth_about_what_we_thought_not_sent() {
        assertEquals(DELIVERED, CANCELLED.after(DELIVERED));
        assertEquals(SUBMITTED, PENDING.after(SUBMITTED));
        assertEquals(SKIPPED, SKIPPED.after(CANCELLED), "of two reasons not to send the first stays");
    }

    @Test
    void each_state_is_found_by_its_key() {
        Arrays.stream(DeliveryState.values()).forEach(state -> assertEquals(state, DeliveryState.of(state.key())));
    }

    private static DeliveryState run(List<DeliveryState> news) {
        return news.stream().reduce(SENDING, DeliveryState::after);
    }
}
