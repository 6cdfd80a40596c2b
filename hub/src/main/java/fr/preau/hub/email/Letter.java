package fr.preau.hub.email;

import fr.preau.channels.template.Part;
import fr.preau.channels.template.Template;
import fr.preau.channels.template.TemplateBook;
import fr.preau.hub.conversation.PostText;
import fr.preau.hub.reach.ToldPost;
import java.util.Optional;

/**
 * What an e-mail about a post is made of. Of a post that stays in the house nothing that was written is in it.
 *
 * @param title none where there is none
 * @param html the text, safe
 * @param plain the same in plain words
 * @param book the words that the territory chose
 */
record Letter(ToldPost post, Optional<String> title, String html, String plain, TemplateBook book) {

    /** The letter of a post as it may leave. */
    static Letter of(ToldPost post, TemplateBook book) {
        return post.discreet()
                ? new Letter(post, Optional.empty(), "", "", book)
                : new Letter(post, post.title(), PostText.html(post.body()), PostText.plain(post.body()), book);
    }

    /** The territory's words for a part. */
    Optional<Template> template(Part part, String language) {
        return book.find(post.category().code(), part, language);
    }
}
