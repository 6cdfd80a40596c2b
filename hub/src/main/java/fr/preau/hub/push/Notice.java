package fr.preau.hub.push;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a device that was woken up asks for, to show more than a neutral text.
 *
 * @param seq the post's place in its channel
 * @param title its title, where it has one
 */
record Notice(
        UUID post,
        UUID channel,
        long seq,
        String category,
        @Nullable String title,
        String author) {

    /** The one word about a post that a push service hears. */
    static String category(Urgency urgency, ChannelKind channel) {
        return urgency == Urgency.SAFETY ? "safety" : channel.code();
    }
}
