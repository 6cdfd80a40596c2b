package fr.preau.hub.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.sms.SmsMessage;
import fr.preau.channels.reach.DeliveryState;
import fr.preau.hub.reach.DeliveryScene.Fate;
import fr.preau.hub.reach.DeliveryScene.Life;
import fr.preau.hub.reach.DeliveryScene.Request;
import fr.preau.hub.reach.DeliveryScene.Sent;
import fr.preau.hub.reach.DeliveryScene.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever happens to deliveries and in which order: requests that are taken, refused or lost, workers that die before,
 * during and after them, reports that come late, twice, out of order and forged, families who read, and a recall.
 */
class DeliveryProperties {
    private static final Set<String> ENDS =
            Set.of("delivered", "undelivered", "failed", "unknown", "skipped", "cancelled");
    private static DeliveryScene scene;

    /** What may happen. */
    enum Kind {
        WORK,
        WORK_SLOWLY,
        WORK_AND_DIE,
        REPORTS,
        FORGERY,
        LATE_ANSWERS,
        MINUTES_PASS,
        READ,
        RECALL
    }

    /**
     * One thing that happens.
     *
     * @param draw whom it concerns, how many, in which order
     * @param fates of the requests that follow, in turn
     */
    record Move(Kind kind, int draw, List<Fate> fates) {}

    @BeforeContainer
    static void open() {
        scene = new DeliveryScene();
    }

    @AfterContainer
    static void close() {
        scene.close();
    }

    @Provide
    Arbitrary<List<Move>> histories() {
        var kinds = Arbitraries.frequency(
                Tuple.of(4, Kind.WORK),
                Tuple.of(4, Kind.WORK_SLOWLY),
                Tuple.of(3, Kind.WORK_AND_DIE),
                Tuple.of(5, Kind.REPORTS),
                Tuple.of(1, Kind.FORGERY),
                Tuple.of(2, Kind.LATE_ANSWERS),
                Tuple.of(3, Kind.MINUTES_PASS),
                Tuple.of(1, Kind.READ),
                Tuple.of(1, Kind.RECALL));
        var fates = Arbitraries.of(Fate.class).list().ofMinSize(1).ofMaxSize(DeliveryScene.PEOPLE);
        return Combinators.combine(kinds, Arbitraries.integers().between(0, 1_000), fates)
                .as(Move::new)
                .list()
                .ofMinSize(4)
                .ofMaxSize(14);
    }

    @Property(tries = 80)
    void each_delivery_goes_forward_to_one_end_is_sent_once_at_most_and_never_lost(
            @ForAll("histories") List<Move> history) {
        scene.begin();
        var before = scene.standings();
        assertEquals(DeliveryScene.PEOPLE, before.size());
        var read = new HashSet<String>();
        boolean recalled = false;
        for (Move move : history) {
            int asked = scene.requests.size();
            boolean quiet = recalled;
            play(move, before);
            recalled |= move.kind() == Kind.RECALL;
            var after = scene.standings();
            forward(before, after);
            var now = scene.requests.subList(asked, scene.requests.size());
            assertTrue(!quiet || now.isEmpty(), "sent after the recall");
            now.forEach(one -> assertTrue(!read.contains(one.message().to()), "sent after it was read"));
            if (move.kind() == Kind.READ) {
                read.add("+3363998%05d".formatted(reader(move) + 1));
            }
            before = after;
        }

        settle();

        var end = scene.standings();
        forward(before, end);
        Map<Long, List<Request>> requests = scene.requests.stream().collect(Collectors.groupingBy(Request::delivery));
        for (var entry : end.entrySet()) {
            var own = requests.getOrDefault(entry.getKey(), List.of());
            once(own);
            boolean excused = recalled || read.contains(entry.getValue().address());
            truth(entry.getValue(), own.isEmpty() ? Optional.empty() : Optional.of(own.getLast()), excused);
        }
        scene.heard.forEach(scene::report);
        scene.work(Life.LIVES, 0, List.of());
        assertEquals(end, scene.standings(), "an end is one for ever");
    }

    private static void play(Move move, Map<Long, Standing> standings) {
        switch (move.kind()) {
            case WORK -> scene.work(Life.LIVES, 0, move.fates());
            case WORK_SLOWLY -> scene.work(Life.WAITS_LONG, move.draw() % 3, move.fates());
            case WORK_AND_DIE -> scene.work(Life.IS_KILLED, move.draw() % DeliveryScene.PEOPLE, move.fates());
            case REPORTS -> reports(new Random(move.draw()));
            case FORGERY -> forge(move, standings);
            case LATE_ANSWERS -> scene.lateAnswers();
            case MINUTES_PASS -> scene.pass(Duration.ofMinutes(1 + move.draw() % 3));
            case READ -> scene.read(reader(move));
            case RECALL -> scene.recall();
        }
    }

    private static int reader(Move move) {
        return move.draw() % DeliveryScene.PEOPLE;
    }

    /** Some of what the provider has to tell, in any order; some of it again. */
    private static void reports(Random random) {
        Collections.shuffle(scene.waiting, random);
        int some = scene.waiting.isEmpty() ? 0 : 1 + random.nextInt(scene.waiting.size());
        for (int one = 0; one < some; one++) {
            tell(scene.waiting.removeLast());
        }
        if (!scene.heard.isEmpty()) {
            tell(scene.heard.get(random.nextInt(scene.heard.size())));
        }
    }

    private static void tell(Sent report) {
        assertEquals(204, scene.report(report));
        scene.heard.add(report);
    }

    /** A signature that was good for something else, and one for nothing. */
    private static void forge(Move move, Map<Long, Standing> standings) {
        var victims = new ArrayList<>(standings.keySet());
        long victim = victims.get(move.draw() % victims.size());
        var message = new SmsMessage(victim, 1, "+33639980000", "");
        var forged = new Sent(new Request(message, Fate.TAKEN, 1_000_000 + move.draw()), "delivered");
        assertEquals(403, scene.report(forged, forged.path() + "0"));
        assertEquals(standings, scene.standings(), "a forged report changes nothing");
    }

    /** Time goes on, all answers and reports come in, and workers that live take what is left. */
    private static void settle() {
        scene.pass(Duration.ofMinutes(2)); // so some answers come when others were told already that nobody knows
        scene.lateAnswers();
        for (int round = 0; round < 12 && anythingLeft(); round++) {
            scene.pass(Duration.ofMinutes(11));
            scene.work(Life.LIVES, 0, List.of());
        }
        while (!scene.waiting.isEmpty()) {
            reports(new Random(1));
        }
    }

    private static boolean anythingLeft() {
        return scene.standings().values().stream()
                .anyMatch(one -> one.state().equals("pending") || one.state().equals("sending"));
    }

    private static void forward(Map<Long, Standing> before, Map<Long, Standing> after) {
        assertEquals(before.keySet(), after.keySet(), "none is lost, and none appears");
        after.forEach((id, now) -> {
            var old = before.get(id);
            boolean again = old.state().equals("sending") && now.state().equals("pending");
            assertTrue(
                    again
                            || DeliveryState.of(now.state()).rank()
                                    >= DeliveryState.of(old.state()).rank(),
                    () -> old + " became " + now);
            assertTrue(now.attempt() >= old.attempt(), () -> old + " became " + now);
        });
    }

    /** Only a try that was certainly not taken is followed by another. */
    private static void once(List<Request> own) {
        for (Request request : own.subList(0, Math.max(0, own.size() - 1))) {
            assertEquals(Fate.CERTAINLY_NOT_TAKEN, request.fate(), () -> "sent again: " + own);
        }
    }

    /** The end tells what happened, as far as anybody can know. */
    private static void truth(Standing end, Optional<Request> last, boolean excused) {
        assertTrue(ENDS.contains(end.state()), () -> "no end: " + end);
        var possible = last.map(request -> switch (request.fate()) {
                    case TAKEN, TAKEN_WITHOUT_AN_ANSWER -> Set.of("delivered");
                    case TAKEN_AND_LATER_GIVEN_BACK -> Set.of("undelivered");
                    case LOST_WITHOUT_AN_ANSWER -> Set.of("unknown");
                    case REFUSED -> Set.of("failed", "unknown"); // unknown: whoever was refused died before it said so
                    case CERTAINLY_NOT_TAKEN -> excused ? Set.of("skipped", "cancelled", "unknown") : Set.of("unknown");
                })
                .orElse(Set.of("skipped", "cancelled"));
        assertTrue(possible.contains(end.state()), () -> end + " after " + last);
        assertTrue(last.isPresent() || excused, () -> "never sent, and nobody knows why: " + end);
    }
}
