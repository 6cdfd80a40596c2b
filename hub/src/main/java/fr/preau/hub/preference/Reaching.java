package fr.preau.hub.preference;

import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Choice;
import fr.preau.channels.reach.Route;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a person has and chose.
 *
 * @param devices how many devices get push notices
 * @param routes telephone and mailbox, where there is one
 * @param chosen what differs from the standard, in every class of message
 * @param closed routes that the places around decided about, by class of message
 * @param evening own quiet hours; none where they were left to the pause
 * @param children those of a guardian
 */
record Reaching(
        String language,
        int devices,
        List<Address> routes,
        List<Chosen> chosen,
        Map<Category, Set<Route>> closed,
        @Nullable LocalTime evening,
        @Nullable LocalTime morning,
        boolean weekend,
        LocalTime digestHour,
        List<Child> children) {

    /**
     * A telephone or mailbox.
     *
     * @param stopped why nothing more may go there; none where it may
     * @param confirmed whether its owner has said that it is theirs
     */
    record Address(Route route, String address, Optional<String> stopped, boolean confirmed) {}

    /** One choice that is not the standard. */
    record Chosen(Category category, Route route, Choice choice) {}

    /** A child, and whether this guardian wants to be called first. */
    record Child(UUID id, String name, boolean callFirst) {}
}
