package fr.preau.hub.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.channels.reach.DeliveryState;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerTest {
    private static final String TELEPHONE = "+33639980001";
    private static final Outcome NO_CONNECTION = new Outcome.RetryLater(Duration.ZERO, Failure.NO_CONNECTION, 0);

    private ReachHouse house;
    private ReachTown town;
    private ScriptedProvider provider;

    @BeforeEach
    void open() {
        house = new ReachHouse(Map.of());
        town = house.town;
        provider = house.provider;
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_message_says_who_writes_and_what_in_the_readers_language() {
        town.guardian(TELEPHONE, "en", false);
        planned("Cantine : menu modifié", "Mardi, **pas** de poisson.");

        house.work(house.worker());

        var message = provider.sent.getFirst();
        assertEquals(TELEPHONE, message.to());
        assertEquals(
                "Montreuil, school meals: Cantine : menu modifié. Mardi, pas de poisson. http://localhost:8080/s/…",
                message.text().replaceFirst("/s/[A-Za-z0-9_-]{10,16}$", "/s/…"));
        assertEquals("submitted=1", town.states());
    }

    @Test
    void what_names_a_child_does_not_leave_the_house() {
        var parent = town.guardian(TELEPHONE);
        town.childOf(parent, "Léa");
        house.plan(town.post("class_families", "urgent", "Sortie", "Lea a oublié son sac", house.now()));
        house.plan(town.post("liaison", "urgent", "Mot", "Bonjour", house.now()));
        house.plan(town.bulletin("Concours", "Bravo à Léa Dupré", house.now()));
        house.plan(town.bulletin("Marché", "Les roses de Léa", house.now()));

        house.work(house.worker());

        var texts = provider.sent.stream().map(SmsMessage::text).collect(Collectors.joining("\n"));
        assertFalse(texts.contains("Lea") || texts.contains("Dupré") || texts.contains("Bonjour"), texts);
        assertTrue(texts.contains("Les roses de Léa"), "a given name alone is no child in a town: " + texts);
        assertEquals(4, provider.sent.size());
    }

    @Test
    void a_correction_replaces_what_is_still_queued() {
        town.guardian(TELEPHONE);
        var post = planned("Menu", "Fermé mardi");

        town.edit(post, "Fermé jeudi", house.now().plusSeconds(1));
        house.work(house.worker());

        assertTrue(provider.sent.getFirst().text().contains("jeudi"));
    }

    @Test
    void just_before_sending_it_is_looked_at_once_more_whether_it_is_still_wanted() {
        var read = town.guardian("+33639980001");
        var gone = town.guardian("+33639980002");
        var moved = town.guardian("+33639980003");
        town.guardian("+33639980004");
        var opened = town.guardian("+33639980005");
        var post = planned("Menu", "Pas de poisson");

        town.run("update account set activated_at = now() where id in ($1, $2)", read, opened);
        town.run("""
                insert into read_cursor (account_id, channel_id, seq, at)
                select $1, channel_id, seq, now() from post where id = $2
                """, read, post);
        town.run("update guardianship set ended_at = now() where guardian_id = $1", gone);
        town.run("update person set phone_mobile = '+33639980099' where id = $1", moved);
        town.run(
                "insert into suppressed_address (route, address, reason, code, at) values ('sms', '+33639980004', 'opted_out', 21610, now())");
        house.pass(Duration.ofMinutes(2));
        house.work(house.worker());

        assertEquals(
                List.of("+33639980005"),
                provider.sent.stream().map(SmsMessage::to).toList());
        assertEquals(
                "address_changed left read suppressed",
                town.rows("select string_agg(reason, ' ' order by reason) from delivery where state = 'skipped'")
                        .getFirst()
                        .getString(0));
    }

    @Test
    void a_recall_a_passed_validity_and_a_passed_deadline_stop_what_is_queued() {
        town.guardian(TELEPHONE);
        var recalled = planned("Un", "Texte");
        var expired = planned("Deux", "Texte");
        planned("Trois", "Texte");
        town.run("update post set recalled_at = now() where id = $1", recalled);
        town.run(
                "update post set valid_until = $2 where id = $1",
                expired,
                Moments.utc(house.now().plusSeconds(60)));

        house.pass(Duration.ofHours(30));
        house.work(house.worker());

        assertEquals("cancelled=1 dead=1 expired=1", town.states());
        assertEquals(List.of(), provider.sent);
    }

    @Test
    void what_was_not_sent_is_tried_again_later_and_what_was_refused_is_not() {
        town.guardian("+33639980001");
        town.guardian("+33639980002");
        planned("Menu", "Texte");
        provider.does(
                message -> message.to().endsWith("1") ? NO_CONNECTION : new Outcome.Rejected(Failure.LANDLINE, 21614));
        var worker = house.worker();

        house.work(worker);
        assertEquals("failed=1 pending=1", town.states());
        assertEquals(1, town.number("select count(*) from suppressed_address where address = '+33639980002'"));

        house.pass(Duration.ofSeconds(30));
        provider.does(message -> new Outcome.Accepted("SM1", 1));
        house.work(worker);

        assertEquals("failed=1 submitted=1", town.states());
        assertEquals(2, provider.sent.getLast().attempt());
        assertEquals(3, town.number("select count(*) from delivery_attempt"));
    }

    @Test
    void a_number_that_was_refused_for_good_is_not_used_for_the_next_post() {
        town.guardian(TELEPHONE);
        planned("Un", "Texte");
        provider.does(message -> new Outcome.Rejected(Failure.OPTED_OUT, 21610));
        house.work(house.worker());

        planned("Deux", "Texte");
        house.work(house.worker());

        assertEquals(1, provider.sent.size());
        assertEquals("failed=1", town.states());
        assertEquals(
                "suppressed", town.rows("select reason from untold").getFirst().getString(0));
    }

    @Test
    void tries_end_when_it_is_too_late() {
        town.guardian(TELEPHONE);
        planned("Menu", "Texte");
        provider.does(message -> new Outcome.RetryLater(Duration.ofHours(25), Failure.BUSY, 429));

        house.work(house.worker());

        assertEquals("dead=1", town.states());
    }

    @Test
    void what_may_have_been_sent_is_never_sent_again() {
        town.guardian(TELEPHONE);
        planned("Menu", "Texte");
        provider.does(message -> new Outcome.Unknown("no answer"));
        var worker = house.worker();

        for (int i = 0; i < 20; i++) {
            house.work(worker);
            house.pass(Duration.ofMinutes(1));
            ReachTown.await(worker.sweep());
        }

        assertEquals(1, provider.sent.size());
        assertEquals("unknown=1", town.states());
    }

    @Test
    void a_worker_that_dies_while_sending_leaves_an_unknown_and_no_second_message() {
        town.guardian(TELEPHONE);
        planned("Menu", "Texte");
        Promise<Outcome> never = Promise.promise();
        provider.waits(message -> never.future());
        ReachTown.await(house.worker().work());
        Wait.until(() -> provider.sent.size() == 1, town::states);
        assertEquals("sending=1", town.states());

        var other = house.worker();
        ReachTown.await(other.sweep());
        assertEquals("sending=1", town.states(), "the lease still holds");
        house.pass(Duration.ofSeconds(61));
        ReachTown.await(other.sweep());
        house.work(other);

        assertEquals("unknown=1", town.states());
        assertEquals(1, provider.sent.size());
    }

    @Test
    void an_answer_after_the_lease_counts_if_it_is_good_and_not_if_it_would_send_again() {
        town.guardian("+33639980001");
        town.guardian("+33639980002");
        planned("Menu", "Texte");
        Promise<Outcome> good = Promise.promise();
        Promise<Outcome> again = Promise.promise();
        provider.waits(message -> message.to().endsWith("1") ? good.future() : again.future());
        var slow = house.worker();
        ReachTown.await(slow.work());
        Wait.until(() -> provider.sent.size() == 2, () -> provider.sent.size() + " of 2 requests");
        house.pass(Duration.ofSeconds(61));
        ReachTown.await(house.worker().sweep());
        assertEquals("unknown=2", town.states());

        good.complete(new Outcome.Accepted("SM1", 1));
        again.complete(NO_CONNECTION);
        ReachTown.await(slow.drained());

        assertEquals("submitted=1 unknown=1", town.states());
    }

    @Test
    void nothing_leaves_in_the_pause_and_it_counts_for_no_try() {
        town.guardian(TELEPHONE);
        house.moveTo(Instant.parse("2026-11-02T18:59:30Z"));
        planned("Menu", "Texte");
        provider.does(message -> NO_CONNECTION);
        var worker = house.worker();

        house.work(worker);
        house.moveTo(Instant.parse("2026-11-02T23:00:00Z"));
        house.work(worker);
        assertEquals(1, provider.sent.size());

        provider.does(message -> new Outcome.Accepted("SM1", 1));
        house.moveTo(Instant.parse("2026-11-03T06:15:00Z"));
        house.work(worker);

        assertEquals("submitted=1", town.states());
        assertEquals(2, provider.sent.getLast().attempt());
    }

    @Test
    void a_provider_that_takes_nothing_is_left_alone_for_a_while() {
        town.crowd(300);
        planned("Menu", "Texte");
        provider.does(message -> NO_CONNECTION);
        var worker = house.worker();

        house.work(worker);
        int first = provider.sent.size();
        house.work(worker);
        assertEquals(first, provider.sent.size());

        house.pass(Duration.ofSeconds(2));
        provider.does(message -> new Outcome.Accepted("SM" + message.delivery(), 1));
        house.work(worker);
        assertTrue(provider.sent.size() > first, "and asked again afterwards");
    }

    @Test
    void several_workers_together_never_send_more_than_the_limit_in_any_second() {
        house.close();
        house = new ReachHouse(Map.of("sms.perSecond", "100"));
        town = house.town;
        provider = house.provider;
        town.crowd(300);
        planned("Menu", "Texte");
        var sentAt = new ConcurrentLinkedQueue<Long>();
        provider.does(message -> {
            sentAt.add(System.nanoTime());
            return new Outcome.Accepted("SM" + message.delivery(), 1);
        });
        var workers = List.of(house.worker(), house.worker(), house.worker());

        drain(workers);

        var moments = sentAt.stream().sorted().toList();
        assertEquals(300, moments.size());
        for (int i = 100; i < moments.size(); i++) {
            long span = moments.get(i) - moments.get(i - 100);
            assertTrue(span >= 1_000_000_000L, "101 in " + span + " ns, from the one of number " + (i - 100));
        }
        long all = moments.getLast() - moments.getFirst();
        assertTrue(all < 6_000_000_000L, "and not much slower than it could: " + all + " ns");
    }

    @Test
    void urgent_posts_overtake_bulletins() {
        town.crowd(120);
        planned("Menu", "Texte");
        house.plan(town.post("school_notice", "urgent", "Fermé", "L'école ferme", house.now()));

        house.work(house.worker());

        assertTrue(provider.sent.stream().allMatch(message -> message.text().startsWith("URGENT")));
    }

    @Test
    void two_thousand_are_drained_by_two_workers_each_once() {
        town.crowd(2_000);
        planned("Menu", "Texte");
        var workers = List.of(house.worker(), house.worker());
        long began = System.nanoTime();

        drain(workers);

        var took = Duration.ofNanos(System.nanoTime() - began);
        assertEquals("submitted=2000", town.states());
        assertEquals(2_000, provider.sent.size());
        assertEquals(
                2_000,
                provider.sent.stream()
                        .map(SmsMessage::delivery)
                        .collect(Collectors.toSet())
                        .size());
        assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, "took " + took);
    }

    @Test
    void the_database_ranks_states_as_the_diagram_does() {
        for (var state : DeliveryState.values()) {
            assertEquals(state.rank(), town.number("select delivery_rank($1)", state.key()), state.key());
        }
    }

    @Test
    void an_adapter_with_a_bug_loses_nothing_and_sends_nothing_twice() {
        town.guardian(TELEPHONE);
        planned("Menu", "Texte");
        provider.waits(message -> Future.failedFuture(new IllegalStateException("bug")));

        house.work(house.worker());

        assertEquals("unknown=1", town.states());
        assertEquals(Set.of(1), provider.sent.stream().map(SmsMessage::attempt).collect(Collectors.toSet()));
    }

    private void drain(List<Worker> workers) {
        while (town.number("select count(*) from delivery where state = 'pending'") > 0) {
            ReachTown.await(Future.join(workers.stream()
                    .map(worker -> worker.work().compose(more -> worker.drained()))
                    .toList()));
        }
    }

    private UUID planned(String title, String body) {
        var post = town.bulletin(title, body, house.now());
        house.plan(post);
        return post;
    }
}
