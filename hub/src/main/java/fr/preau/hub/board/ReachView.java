package fr.preau.hub.board;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The board in numbers, as clients see it.
 *
 * @param resting whether what was read and signed is hidden until the pause ends
 * @param nextAt when the next step of the ladder is due
 * @param schools each school of the audience; left out where there is but one
 * @param sms what text messages cost; left out for those who see only a part
 * @param may what the caller may do about it: remind, tell
 */
record ReachView(
        UUID channel,
        UUID post,
        Instant at,
        String goal,
        String cover,
        boolean resting,
        @Nullable Instant nextAt,
        @Nullable Instant remindedAt,
        Children children,
        Guardians guardians,
        List<Way> routes,
        List<Reason> reasons,
        @Nullable List<School> schools,
        @Nullable Sms sms,
        List<String> may) {

    /** The same numbers with another moment, to compare them. */
    ReachView at(Instant moment) {
        return new ReachView(
                channel,
                post,
                moment,
                goal,
                cover,
                resting,
                nextAt,
                remindedAt,
                children,
                guardians,
                routes,
                reasons,
                schools,
                sms,
                may);
    }

    /** Children by how they stand. */
    record Children(int total, int covered, int reached, int waiting, int notReached) {}

    /** Guardians by how far the post came with them; {@code signed}, {@code read} and {@code readBefore} are left out while they are hidden. */
    record Guardians(
            int total,
            @Nullable Integer signed,
            @Nullable Integer read,
            @Nullable Integer readBefore,
            int delivered,
            int sent,
            int inApp,
            int waiting,
            int notReached) {}

    /** People by what became of their best delivery on one route. */
    record Way(String route, int waiting, int sent, int delivered, int failed) {}

    /** So many people with one reason on one route. */
    record Reason(String code, @Nullable String route, String text, int guardians) {}

    /** One school's share. */
    record School(UUID school, String name, int total, int covered, int notReached) {}

    /** Text messages handed over, their segments, and what they cost in euro cents, rounded. */
    record Sms(int messages, int segments, @Nullable Long cents) {}
}
