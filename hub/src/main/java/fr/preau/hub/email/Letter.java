package fr.preau.hub.email;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.Category;
import fr.preau.channels.template.Part;
import fr.preau.channels.template.Template;
import fr.preau.channels.template.TemplateBook;
import fr.preau.hub.conversation.PostText;
import fr.preau.hub.reach.ToldPost;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
 * @param book the words that the territory chose
 */
record Letter(
        UUID post,
        UUID channel,
        long seq,
        ChannelKind kind,
        Urgency urgency,
        @Nullable UUID territory,
        String place,
        Optional<String> service,
        String author,
        Optional<String> title,
        String html,
        String plain,
        boolean sign,
        boolean discreet,
        TemplateBook book) {

    /** The letter of a post as it may leave, in the standard words. Takes up to a second in a large town. */
    static Letter of(ToldPost post) {
        var open = new Letter(
                post.id(),
                post.channel(),
                post.seq(),
                post.kind(),
                post.urgency(),
                post.territory(),
                post.place(),
                post.service(),
                post.author(),
                post.title(),
                PostText.html(post.body()),
                PostText.plain(post.body()),
                post.toSign(),
                false,
                TemplateBook.STANDARD);
        return post.discreet() ? open.sealed() : open;
    }

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
                true,
                book);
    }

    /** This letter in a territory's words. */
    Letter in(TemplateBook words) {
        return new Letter(
                post, channel, seq, kind, urgency, territory, place, service, author, title, html, plain, sign,
                discreet, words);
    }

    /** Its class of message. */
    Category category() {
        return Category.of(kind, service.orElse(null));
    }

    /** The territory's words for a part. */
    Optional<Template> template(Part part, String language) {
        return book.find(category().code(), part, language);
    }
}
