package fr.preau.hub.conversation;

import fr.preau.hub.edge.Fields;
import org.jspecify.annotations.Nullable;

/** The new text of a post; a title left out takes the old one away. */
public record EditPost(@Nullable String title, String body) {
    public EditPost {
        Fields.optional("title", title, 1, NewPost.TITLE_MAX);
        Fields.text("body", body, 1, NewPost.BODY_MAX);
    }
}
