package fr.preau.hub.email;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;
import java.util.Optional;
import java.util.UUID;

/**
 * What an e-mail about a post is made of.
 *
 * @param territory whose wording counts
 * @param place the school, the class or the town as families know it
 * @param service the town's service, by its key
 * @param author who wrote, as others see this person
 * @param title none where there is none, or where it must stay in the house
 * @param html the text, safe; empty where it must stay in the house
 * @param plain the same in plain words
 * @param sign whether the post asks for a signature
 * @param discreet whether title and text stay in the house
 */
record Letter(
        UUID post,
        UUID channel,
        long seq,
        ChannelKind kind,
        Urgency urgency,
        UUID territory,
        String place,
        Optional<String> service,
        String author,
        Optional<String> title,
        String html,
        String plain,
        boolean sign,
        boolean discreet) {

    /** This letter with nothing in it that was written: it only says that something waits. */
    Letter sealed() {
        return new Letter(
                post,
                channel,
                seq,
                kind,
                urgency,
                territory,
                place,
                service,
                author,
                Optional.empty(),
                "",
                "",
                sign,
                true);
    }
}
