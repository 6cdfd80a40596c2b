package fr.preau.channels.reach;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One step to one address, however many people and children are behind it.
 *
 * @param readers those who read this address, in the order of their persons; never empty
 * @param step theirs; of several the one that comes first and is hardest to make needless
 * @param language theirs if it is the same, else French
 */
public record Notice(String address, List<Reader> readers, Step step, String language) {

    /** Somebody behind an address. */
    public record Reader(UUID person, UUID account) {}

    /** A person's step before those of the same address come together. */
    public record Wanted(String address, UUID person, UUID account, Step step, String language) {}

    private record Key(Route route, String address) {}

    /** The one who stands for all. */
    public Reader recipient() {
        return readers.getFirst();
    }

    /** The notices for all that is wanted; the same in any order gives the same notices, one an address and route. */
    public static List<Notice> merged(List<Wanted> wanted) {
        Map<Key, List<Wanted>> shared = new LinkedHashMap<>();
        wanted.forEach(
                one -> shared.computeIfAbsent(new Key(one.step().route(), one.address()), any -> new ArrayList<>(2))
                        .add(one));
        return shared.values().stream().map(Notice::of).toList();
    }

    private static Notice of(List<Wanted> shared) {
        var readers = shared.stream()
                .map(one -> new Reader(one.person(), one.account()))
                .distinct()
                .sorted(Comparator.comparing(Reader::person).thenComparing(Reader::account))
                .toList();
        var languages = shared.stream().map(Wanted::language).distinct().toList();
        return new Notice(
                shared.getFirst().address(),
                readers,
                shared.stream().map(Wanted::step).reduce(Notice::together).orElseThrow(),
                languages.size() == 1 ? languages.getFirst() : "fr");
    }

    private static Step together(Step one, Step other) {
        Duration sooner = one.delay().compareTo(other.delay()) <= 0 ? one.delay() : other.delay();
        Unless harder = one.unless() == Unless.NEVER || other.unless() == Unless.NEVER
                ? Unless.NEVER
                : one.unless().compareTo(other.unless()) >= 0 ? one.unless() : other.unless();
        return new Step(one.route(), sooner, harder, one.digest() && other.digest());
    }
}
