package fr.preau.channels.board;

import fr.preau.channels.reach.DeliveryState;
import fr.preau.channels.reach.Route;
import java.util.Optional;

/**
 * What stood in the way.
 *
 * @param route on which; none where no way was there at all
 */
public record Obstacle(Optional<Route> route, Why why) {

    static Obstacle on(Route route, Why why) {
        return new Obstacle(Optional.of(route), why);
    }

    static Obstacle everywhere(Why why) {
        return new Obstacle(Optional.empty(), why);
    }

    /** Of an address that must not be used again, by the word why. */
    public static Obstacle of(Route route, String word) {
        return on(route, why(word));
    }

    /** Of a delivery that came to an end without success. */
    static Obstacle of(Trial trial) {
        return on(trial.route(), trial.state() == DeliveryState.UNKNOWN ? Why.UNCONFIRMED : why(trial.reason()));
    }

    /** The reason of a word in rows; what is not known here is OTHER. */
    static Why why(String word) {
        return switch (word) {
            case "opted_out", "stop", "unsubscribed", "complaint" -> Why.OPTED_OUT;
            case "not_wanted", "preference", "not_allowed" -> Why.NOT_WANTED;
            case "bad_address", "suppressed", "hard_bounce", "bounced" -> Why.BAD_ADDRESS;
            case "not_theirs" -> Why.NOT_THEIRS;
            case "landline" -> Why.LANDLINE;
            case "gone" -> Why.GONE;
            case "unreachable" -> Why.UNREACHABLE;
            case "filtered" -> Why.FILTERED;
            case "full" -> Why.FULL;
            case "too_big" -> Why.TOO_BIG;
            case "late", "too_late", "expired", "busy", "no_connection", "account" -> Why.TOO_LATE;
            case "no_budget", "over_budget" -> Why.NO_BUDGET;
            case "address_changed" -> Why.CHANGED;
            default -> Why.OTHER;
        };
    }
}
