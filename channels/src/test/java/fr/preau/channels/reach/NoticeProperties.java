package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.reach.Notice.Wanted;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NoticeProperties {

    @Property(tries = 500)
    void one_notice_an_address_and_nobody_is_forgotten(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int people) {
        var random = new Random(seed);
        var wanted = IntStream.range(0, people)
                .mapToObj(person -> wanted(person, random))
                .toList();

        var notices = Notice.merged(wanted);

        var seen = new HashSet<String>();
        notices.forEach(notice ->
                assertTrue(seen.add(notice.step().route() + notice.address()), "twice to " + notice.address()));
        for (Wanted one : wanted) {
            var notice = notices.stream()
                    .filter(told -> told.address().equals(one.address())
                            && told.step().route() == one.step().route())
                    .findFirst()
                    .orElseThrow();
            assertTrue(notice.readers().contains(new Notice.Reader(one.person(), one.account())));
            assertTrue(notice.step().delay().compareTo(one.step().delay()) <= 0, "never later than asked");
            assertTrue(one.step().digest() || !notice.step().digest(), "a digest never holds back somebody else");
        }
    }

    @Property(tries = 200)
    void the_order_does_not_matter(@ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int people) {
        var random = new Random(seed);
        var wanted = new java.util.ArrayList<>(IntStream.range(0, people)
                .mapToObj(person -> wanted(person, random))
                .toList());
        var one = new HashSet<>(Notice.merged(wanted));

        Collections.shuffle(wanted, random);

        assertEquals(one, new HashSet<>(Notice.merged(wanted)));
    }

    private static Wanted wanted(int person, Random random) {
        var route = Route.values()[random.nextInt(3)];
        var unless = List.of(Unless.READ, Unless.SIGNED).get(random.nextInt(2));
        var step = new Step(route, Duration.ofMinutes(random.nextInt(3)), unless, random.nextBoolean());
        var id = new UUID(1, person);
        return new Wanted("address" + random.nextInt(10), id, id, step, random.nextBoolean() ? "fr" : "en");
    }
}
