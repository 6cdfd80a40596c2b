package fr.preau.hub.reach;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.Discretion;
import fr.preau.channels.reach.NamesInText.ChildName;
import fr.preau.hub.conversation.PostText;
import java.util.List;
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
 * @param children whom it might name
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
        List<ChildName> children) {

    /** Which of the territory's words. */
    public Category category() {
        return Category.of(kind, service.orElse(null));
    }

    /** Whether title and text stay in the house. Takes up to a second in a large town. */
    public boolean discreet() {
        return Discretion.keeps(kind, title.orElse("") + " " + PostText.plain(body), children);
    }
}
