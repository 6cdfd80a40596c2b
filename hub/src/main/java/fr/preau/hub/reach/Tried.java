package fr.preau.hub.reach;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.channels.reach.DeliveryState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of one try.
 *
 * @param outcome accepted, rejected, retry or unknown
 * @param state where the delivery stands after it; PENDING for a try that certainly was not sent
 * @param again when to try again, with PENDING only
 * @param turn which of the route's carriers is next, with PENDING only
 * @param suppress whether the number must not be used again
 */
record Tried(
        Claimed claimed,
        String outcome,
        DeliveryState state,
        Optional<String> reason,
        Optional<Integer> code,
        Optional<String> providerId,
        Optional<Integer> segments,
        Optional<Instant> again,
        int turn,
        boolean suppress) {

    /**
     * When and by whom it is tried again, if it comes to that.
     *
     * @param turn which of the route's carriers
     */
    record Next(Instant at, int turn) {}

    /**
     * @param next the next try; of a refusal it is made only by another carrier, for a reason of the first one's own
     */
    static Tried of(Claimed claimed, Outcome outcome, Optional<Next> next) {
        return switch (outcome) {
            case Outcome.Accepted(String providerId, int segments) ->
                new Tried(
                        claimed,
                        "accepted",
                        DeliveryState.SUBMITTED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(providerId),
                        Optional.of(segments),
                        Optional.empty(),
                        0,
                        false);
            case Outcome.Rejected rejected ->
                plain(claimed, "rejected", DeliveryState.FAILED, word(rejected.failure()), rejected.code())
                        .suppressing(rejected.permanent())
                        .again(next);
            case Outcome.RetryLater later ->
                plain(claimed, "retry", DeliveryState.PENDING, word(later.failure()), later.code())
                        .again(next);
            case Outcome.Unknown(String reason) -> plain(claimed, "unknown", DeliveryState.UNKNOWN, reason, 0);
        };
    }

    private static Tried plain(Claimed claimed, String outcome, DeliveryState state, String reason, int code) {
        return new Tried(
                claimed,
                outcome,
                state,
                Optional.of(reason),
                code == 0 ? Optional.empty() : Optional.of(code),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                false);
    }

    private Tried again(Optional<Next> next) {
        return next.map(to -> new Tried(
                        claimed,
                        outcome,
                        DeliveryState.PENDING,
                        reason,
                        code,
                        providerId,
                        segments,
                        Optional.of(to.at()),
                        to.turn(),
                        suppress))
                .orElse(this);
    }

    private Tried suppressing(boolean forEver) {
        return new Tried(claimed, outcome, state, reason, code, providerId, segments, again, turn, forEver);
    }

    static String word(Failure failure) {
        return failure.name().toLowerCase(Locale.ROOT);
    }
}
