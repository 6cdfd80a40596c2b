package fr.preau.hub.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.Report;
import fr.preau.bridge.Report.Stage;
import fr.preau.channels.reach.Route;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two carriers of one route, budgets, and what a person puts back. */
@Timeout(60)
class FailOverTest {
    private static final Outcome TAKEN = new Outcome.Accepted("ID", 1);

    private ReachHouse house;
    private ReachTown town;
    private final Scripted first = new Scripted("first");
    private final Scripted second = new Scripted("second");
    private Worker one;
    private Worker two;

    @BeforeEach
    void open() {
        house = new ReachHouse(Map.of());
        town = house.town;
        one = house.worker(first, List.of(first, second));
        two = house.worker(second, List.of(first, second));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static final class Scripted implements Carrier {
        private final String name;
        private final List<Claimed> sent = new ArrayList<>();
        private Supplier<Outcome> answer = () -> TAKEN;
        private @Nullable List<Promise<Outcome>> thinking;

        Scripted(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Route route() {
            return Route.SMS;
        }

        @Override
        public int perSecond() {
            return 1_000;
        }

        @Override
        public Future<Void> prepare(Collection<Claimed> claimed) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Outcome> send(Claimed claimed) {
            sent.add(claimed);
            if (thinking != null) {
                Promise<Outcome> later = Promise.promise();
                thinking.add(later);
                return later.future();
            }
            return Future.succeededFuture(answer.get());
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }

    private void planned(int people) {
        town.crowd(people);
        house.plan(town.bulletin("Menu", "Texte", house.now()));
    }

    private void bothWork() {
        house.work(one);
        house.work(two);
    }

    @Test
    void the_second_takes_what_the_first_certainly_did_not_for_a_reason_of_its_own() {
        planned(1);
        first.answer = () -> new Outcome.RetryLater(Duration.ZERO, Failure.ACCOUNT, 401);

        bothWork();

        assertEquals("submitted=1", town.states());
        assertEquals(
                "first retry, second accepted",
                town.rows("select string_agg(provider || ' ' || outcome, ', ' order by attempt) from delivery_attempt")
                        .getFirst()
                        .getString(0));
    }

    @Test
    void what_is_in_doubt_and_what_lies_in_the_telephone_never_goes_to_the_second() {
        planned(1);
        first.answer = () -> new Outcome.Unknown("no answer");
        bothWork();
        house.plan(town.bulletin("Autre", "Texte", house.now()));
        first.answer = () -> new Outcome.Rejected(Failure.LANDLINE, 21614);
        bothWork();

        assertEquals("failed=1 unknown=1", town.states());
        assertEquals(0, second.sent.size());
    }

    @Test
    void while_the_first_takes_nothing_the_second_stands_in_on_every_node_and_few_try_the_first_again() {
        planned(40);
        first.answer = () -> new Outcome.Unknown("no answer");
        house.work(one);
        house.plan(town.bulletin("Autre", "Texte", house.now()));
        int tried = first.sent.size();
        house.work(house.worker(first, List.of(first, second)));
        assertEquals(tried, first.sent.size(), "another node knows it as well");

        bothWork();
        assertEquals("submitted=40 unknown=40", town.states());
        assertEquals(40, second.sent.size());

        house.plan(town.bulletin("Troisième", "Texte", house.now()));
        house.pass(Duration.ofSeconds(2));
        house.work(one);
        assertEquals(tried + 3, first.sent.size(), "half-open: three try");
    }

    @Test
    void a_cap_is_never_exceeded_what_is_beyond_waits_for_the_next_day_and_is_counted() {
        planned(30);
        town.run("""
                insert into sms_budget (payer_kind, payer_id, day_cap, set_at)
                select distinct payer_kind, payer_id, 20, now() from delivery
                """);
        town.run("update delivery set estimate = 2");
        first.answer = () -> new Outcome.Accepted("ID", 1);

        ReachTown.await(Future.join(one.work(), two.work()));
        ReachTown.await(Future.join(one.drained(), two.drained()));
        assertEquals("pending=20 submitted=10", town.states(), "ten of two segments each were reserved");
        assertEquals(10, spent(), "and one each was used");
        assertEquals(20, town.number("select count(*) from delivery where reason = 'over_budget'"));

        house.pass(Duration.ofHours(20));
        town.run("update delivery set open_until = 'infinity', estimate = 1");
        bothWork();
        assertEquals("submitted=30", town.states());
        assertEquals(30, town.number("select sum(segments)::bigint from sms_spent where unit = 'month'"));
    }

    @Test
    void a_definite_refusal_gives_the_segments_back() {
        planned(1);
        first.answer = () -> new Outcome.Rejected(Failure.BAD_ADDRESS, 21211);

        bothWork();

        assertEquals(0, spent());
    }

    @Test
    void a_dead_delivery_is_put_back_once_and_a_doubtful_one_not_by_that() {
        planned(2);
        first.answer = () -> new Outcome.RetryLater(Duration.ofHours(40), Failure.OTHER, 0);
        bothWork();
        assertEquals("dead=2", town.states());
        town.run("update delivery set state = 'unknown' where id = (select min(id) from delivery)");
        var store = new RedriveStore(house.ground.pool());
        var all = new RedriveStore.Which(Optional.empty(), Optional.of(house.now()), Optional.empty());

        assertEquals(1, ReachTown.await(store.dead(all, house.now())));
        assertEquals("pending=1 unknown=1", town.states());
        town.run("update delivery set open_until = 'infinity'");
        house.pass(Duration.ofHours(25));
        bothWork();
        assertEquals("dead=1 unknown=1", town.states(), "its fresh deadline has passed as well");
        assertEquals(0, ReachTown.await(store.dead(all, house.now())), "once");
    }

    @Test
    void the_database_itself_refuses_ways_back_and_changes_of_what_happened() {
        planned(1);
        bothWork();

        assertThrows(IllegalStateException.class, () -> town.run("update delivery set state = 'pending'"));
        assertThrows(IllegalStateException.class, () -> town.run("update delivery_attempt set outcome = 'unknown'"));
        assertThrows(IllegalStateException.class, () -> town.run("delete from delivery_attempt"));
        assertEquals("submitted=1", town.states());
    }

    @Test
    void reports_in_any_order_and_number_end_in_the_same_state() {
        planned(1);
        bothWork();
        long delivery = town.number("select id from delivery");
        var reports = List.of(
                new Report("ID", Stage.ACCEPTED, Optional.empty(), 0),
                new Report("ID", Stage.SENT, Optional.empty(), 0),
                new Report("ID", Stage.UNDELIVERED, Optional.of(Failure.OTHER), 7),
                new Report("ID", Stage.DELIVERED, Optional.empty(), 0));
        var ends = new TreeSet<String>();
        for (List<Report> order : orders(reports)) {
            town.run("truncate provider_event, delivery_attempt");
            town.run("alter table delivery disable trigger delivery_forward");
            town.run("update delivery set state = 'submitted', reason = null, code = null");
            town.run("alter table delivery enable trigger delivery_forward");
            var store = new ReportStore(house.ground, "first");
            for (Report report : order) {
                ReachTown.await(store.report(delivery, 1, report, house.now()));
                ReachTown.await(store.report(delivery, 1, report, house.now()));
            }
            ends.add(town.states() + " " + town.number("select count(*) from provider_event"));
        }

        assertEquals(List.of("delivered=1 4"), List.copyOf(ends));
    }

    @Test
    void no_connection_is_held_while_the_provider_thinks() {
        town.crowd(200);
        house.plan(town.bulletin("Menu", "Texte", house.now()));
        var waiting = Collections.synchronizedList(new ArrayList<Promise<Outcome>>());
        first.thinking = waiting;

        ReachTown.await(one.work());
        Wait.until(() -> waiting.size() >= 100, () -> waiting.size() + " requests");
        long inUse = town.number("""
                select count(*) from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid() and state like '%transaction%'
                """);
        assertEquals(0, inUse, "connections in a transaction while 100 requests wait");

        waiting.forEach(promise -> promise.complete(TAKEN));
        ReachTown.await(one.drained());
        assertTrue(town.states().contains("submitted=100"), town.states());
    }

    private long spent() {
        return town.number("select coalesce(sum(segments), 0)::bigint from sms_spent where unit = 'day'");
    }

    private static List<List<Report>> orders(List<Report> reports) {
        if (reports.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Report>>();
        for (Report head : reports) {
            var rest = new ArrayList<>(reports);
            rest.remove(head);
            for (List<Report> tail : orders(rest)) {
                var order = new ArrayList<Report>();
                order.add(head);
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
