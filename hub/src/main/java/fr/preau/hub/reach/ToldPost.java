package fr.preau.hub.reach;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.Category;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post as it is told outside the house, before a route makes its own words of it.
 *
 * @param territory whose words count; null between two people
 * @param place the school, the class, the district or the town as people know it
 * @param service the town's service, by its key
 * @param author who wrote, as others see this person
 * @param body as it was written, in Markdown
 * @param toSign whether it asks to be signed
 * @param discreet whether title and text stay in the house
 */
public record ToldPost(
        UUID id,
        UUID channel,
        long seq,
        ChannelKind kind,
        Urgency urgency,
        @Nullable UUID territory,
        String place,
        Optional<String> service,
        String author,
        Optional<String> title,
        String body,
        boolean toSign,
        boolean discreet) {

    /** Which of the territory's words. */
    public Category category() {
        return Category.of(kind, service.orElse(null));
    }
}
