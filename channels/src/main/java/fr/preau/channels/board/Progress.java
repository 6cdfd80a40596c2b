package fr.preau.channels.board;

import fr.preau.channels.reach.Route;
import java.util.List;
import java.util.Optional;

/** How far a post came with one guardian. */
public sealed interface Progress {
    /** Signed, for this child. */
    record Signed() implements Progress {}

    /** Opened, in the app or by the link. */
    record Read() implements Progress {}

    /** Opened, but only as it was before its author corrected it. */
    record ReadBefore() implements Progress {}

    /** It arrived: the network or the mailbox says so. */
    record Delivered(Route route) implements Progress {}

    /** It left, nobody gave it back, and nobody has confirmed it. */
    record Sent(Route route) implements Progress {}

    /** It lies in the app, which this person has; not opened yet. */
    record InApp(List<Obstacle> obstacles) implements Progress {
        public InApp {
            obstacles = List.copyOf(obstacles);
        }
    }

    /** It is still to leave; without a route when that is not decided yet. Obstacles where something holds it back. */
    record Waiting(Optional<Route> route, List<Obstacle> obstacles) implements Progress {
        public Waiting {
            obstacles = List.copyOf(obstacles);
        }
    }

    /** Nothing of it came through and nothing more is to come; never without a reason. */
    record NotReached(List<Obstacle> obstacles) implements Progress {
        public NotReached {
            obstacles = List.copyOf(obstacles);
        }
    }

    /** The word in answers. */
    default String code() {
        return switch (this) {
            case Signed signed -> "signed";
            case Read read -> "read";
            case ReadBefore before -> "read_before";
            case Delivered delivered -> "delivered";
            case Sent sent -> "sent";
            case InApp inApp -> "in_app";
            case Waiting waiting -> "waiting";
            case NotReached not -> "not_reached";
        };
    }

    /** On which route, where that says something. */
    default Optional<Route> way() {
        return switch (this) {
            case Delivered(Route route) -> Optional.of(route);
            case Sent(Route route) -> Optional.of(route);
            case Waiting waiting -> waiting.route();
            case Signed signed -> Optional.empty();
            case Read read -> Optional.empty();
            case ReadBefore before -> Optional.empty();
            case InApp inApp -> Optional.empty();
            case NotReached not -> Optional.empty();
        };
    }

    /** What stood in the way so far. */
    default List<Obstacle> hindrances() {
        return switch (this) {
            case InApp(List<Obstacle> obstacles) -> obstacles;
            case NotReached(List<Obstacle> obstacles) -> obstacles;
            case Signed signed -> List.of();
            case Read read -> List.of();
            case ReadBefore before -> List.of();
            case Delivered delivered -> List.of();
            case Sent sent -> List.of();
            case Waiting(Optional<Route> route, List<Obstacle> obstacles) -> obstacles;
        };
    }
}
