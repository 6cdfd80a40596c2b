package fr.preau.channels.reach;

import fr.preau.channels.pause.PausePolicy;
import fr.preau.channels.people.Profile;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pause that somebody set, and whom it holds for. What is null does not matter.
 *
 * @param school none for a whole territory
 * @param profile as what the recipient reads
 * @param category the class of message
 */
public record PauseRule(
        UUID territory,
        @Nullable UUID school,
        @Nullable Profile profile,
        @Nullable Category category,
        PausePolicy policy) {

    boolean holdsFor(@Nullable UUID hisSchool, Profile hisProfile, Category message) {
        return (school == null || school.equals(hisSchool))
                && (profile == null || profile == hisProfile)
                && (category == null || category == message);
    }

    /**
     * How near it comes: the class of message counts more than the profile, that more than the school. So a head who
     * changes the school's hours leaves alone what was set for one class of message.
     */
    int weight() {
        return (category == null ? 0 : 4) + (profile == null ? 0 : 2) + (school == null ? 0 : 1);
    }
}
