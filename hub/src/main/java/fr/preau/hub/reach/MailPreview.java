package fr.preau.hub.reach;

import fr.preau.channels.reach.Category;
import fr.preau.channels.template.TemplateBook;

/** Shows what an e-mail would look like, without sending anything. */
@FunctionalInterface
public interface MailPreview {

    /**
     * An invented post.
     *
     * @param place the school, the class or the town
     * @param text in Markdown
     */
    record Sample(
            TemplateBook book,
            Category category,
            String language,
            String place,
            String author,
            String title,
            String text) {}

    /** What a mail program would show. */
    record Seen(String subject, String text, String html) {}

    Seen show(Sample sample);
}
