package fr.preau.channels.reach;

import fr.preau.channels.pause.OwnHours;
import fr.preau.channels.pause.PausePolicy;
import fr.preau.channels.pause.Place;
import fr.preau.channels.pause.Window;
import fr.preau.channels.people.Profile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every pause that is set, and where each territory lies: answers for any recipient when a notice may leave. Immutable.
 *
 * <p>The nearest rule counts, whole: one for the class of message before one for the profile before one for the school
 * before one for the territory. Where none holds, the house's pause does. Staff among themselves have none unless a rule
 * names that class of message.
 */
public final class PauseBook {
    /** Where hours have nothing in common, the last of them counts; most agree at the second look. */
    private static final int LOOKS = 10;

    private static final Comparator<PauseRule> NEAREST = Comparator.comparingInt(PauseRule::weight);

    /**
     * Whom a notice is for.
     *
     * @param territory whose clock and rules count; none for the house's
     * @param school where the message belongs; none for what is a town's or a district's
     * @param profile as what the recipient reads it
     * @param address what tells recipients apart; the same one always leaves at the same place in the spread
     * @param own the own quiet hours of those who read this address
     */
    public record Addressee(
            @Nullable UUID territory,
            @Nullable UUID school,
            Profile profile,
            Category category,
            String address,
            List<OwnHours> own) {
        public Addressee {
            own = List.copyOf(own);
        }
    }

    private final PausePolicy house;
    private final Place home;
    private final Map<UUID, Place> places;
    private final Map<UUID, List<PauseRule>> rules;

    /**
     * @param house what holds where nothing is set
     * @param home where a territory lies that is not in {@code places}
     */
    public PauseBook(PausePolicy house, Place home, Map<UUID, Place> places, List<PauseRule> rules) {
        this.house = house;
        this.home = home;
        this.places = Map.copyOf(places);
        this.rules = rules.stream()
                .sorted(NEAREST.reversed())
                .collect(Collectors.groupingBy(PauseRule::territory, Collectors.toUnmodifiableList()));
    }

    /** The policy for such recipients, before their own quiet hours. */
    public PausePolicy policyFor(@Nullable UUID territory, @Nullable UUID school, Profile profile, Category category) {
        boolean amongStaff = category.amongStaff() && profile.works();
        List<PauseRule> set = territory == null ? List.of() : rules.getOrDefault(territory, List.of());
        return set.stream()
                .filter(rule -> rule.holdsFor(school, profile, category))
                .filter(rule -> !amongStaff || rule.category() != null)
                .findFirst()
                .map(PauseRule::policy)
                .orElse(amongStaff ? PausePolicy.NONE : house);
    }

    /** Clock and holidays of a territory; of the house where there is none. */
    public Place place(@Nullable UUID territory) {
        return territory == null ? home : places.getOrDefault(territory, home);
    }

    /** From when to when a notice may leave that is ready at {@code ready}: its due time and until when it stays open. */
    public Window slot(Instant ready, Addressee to) {
        return policy(to).slot(ready, place(to.territory()), to.address().hashCode());
    }

    /** From when on something may leave that all of these read at once: the first moment at which it rests for none of them. */
    public Instant opensForAll(Instant ready, List<Addressee> readers) {
        Instant opens = ready;
        for (int look = 0; look < LOOKS && rests(opens, readers); look++) {
            for (Addressee to : readers) {
                opens = restsAt(opens, to) ? slot(opens, to).opens() : opens;
            }
        }
        return opens;
    }

    private boolean rests(Instant at, List<Addressee> readers) {
        return readers.stream().anyMatch(to -> restsAt(at, to));
    }

    /**
     * From when to when notices leave to all recipients of this kind that are ready at {@code now}; empty when they leave at
     * once.
     */
    public Optional<Window> span(Instant now, Addressee to) {
        var policy = policy(to);
        var opens = policy.opensAt(now, place(to.territory()));
        var spread = policy.hours().spread();
        return opens.equals(now)
                ? Optional.empty()
                : Optional.of(new Window(opens, opens.plus(spread.isZero() ? Duration.ofMillis(1) : spread)));
    }

    /**
     * The school year, as 2027-28, in which notices to recipients of this kind leave that are ready at {@code now}, where
     * school holidays should rest and nobody knows those of that year: then they count as school days.
     */
    public Optional<String> unknownSchoolYear(Instant now, Addressee to) {
        var policy = policy(to);
        return policy.enabled() && policy.schoolHolidays()
                ? place(to.territory()).unknownSchoolYear(opensAt(now, to))
                : Optional.empty();
    }

    /** Every school year at {@code now} whose holidays should rest somewhere and are not known there, by zone. */
    public Map<String, String> unknownSchoolYears(Instant now) {
        Map<String, String> unknown = new TreeMap<>();
        Stream<Place> everywhere = house.enabled() && house.schoolHolidays()
                ? Stream.concat(Stream.of(home), places.values().stream())
                : Stream.empty();
        Stream<Place> byRule = rules.values().stream()
                .flatMap(List::stream)
                .filter(rule -> rule.policy().enabled() && rule.policy().schoolHolidays())
                .map(rule -> place(rule.territory()));
        Stream.concat(everywhere, byRule)
                .forEach(
                        place -> place.unknownSchoolYear(now).ifPresent(year -> unknown.put(place.schoolZone(), year)));
        return unknown;
    }

    /** When notices to recipients of this kind begin to leave that are ready at {@code now}. */
    public Instant opensAt(Instant now, Addressee to) {
        return policy(to).opensAt(now, place(to.territory()));
    }

    /** Whether notices to this recipient rest at {@code now}. */
    public boolean restsAt(Instant now, Addressee to) {
        return policy(to).restsAt(now, place(to.territory()));
    }

    /** When a daily digest leaves that is complete at {@code ready}: at the next such hour outside the pause. */
    public Window digest(Instant ready, Addressee to, LocalTime hour) {
        return policy(to)
                .slotAt(hour, ready, place(to.territory()), to.address().hashCode());
    }

    private PausePolicy policy(Addressee to) {
        var policy = policyFor(to.territory(), to.school(), to.profile(), to.category());
        for (OwnHours own : to.own()) {
            policy = policy.with(own);
        }
        return policy;
    }
}
