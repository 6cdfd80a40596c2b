package fr.preau.hub.sms;

import fr.preau.channels.reach.Purpose;
import fr.preau.channels.reach.SmsWording;
import fr.preau.channels.template.Part;
import fr.preau.channels.template.TemplateBook;
import fr.preau.hub.conversation.PostText;
import fr.preau.hub.reach.Claimed;
import fr.preau.hub.reach.PostCache;
import fr.preau.hub.reach.ToldPost;
import fr.preau.hub.reach.ToldPostStore;
import fr.preau.hub.reach.Wordings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What text messages say of the posts that are being sent. Belongs to one event loop. */
final class PostTexts {
    private final ToldPostStore posts;
    private final int segments;
    private final String link;
    private final Wordings wordings;
    private final PostCache<Text> kept = new PostCache<>(this::read);

    /**
     * @param link stands in a text where the delivery's own link will be
     * @param wordings the words that territories chose
     */
    PostTexts(Vertx vertx, Pool pool, int segments, String link, Wordings wordings) {
        this.wordings = wordings;
        this.link = link;
        this.posts = new ToldPostStore(vertx, pool);
        this.segments = segments;
    }

    /** In which language, and why. */
    private record Said(String language, Purpose purpose) {}

    /** A post's wording and what it comes to in each language asked for. */
    private record Text(
            SmsWording wording,
            boolean linked,
            String category,
            String author,
            TemplateBook book,
            Map<Said, String> said) {
        String in(Said as, int segments, String link) {
            return said.computeIfAbsent(
                    as,
                    asked -> wording.as(asked.purpose())
                            .say(
                                    asked.language(),
                                    segments,
                                    link,
                                    linked,
                                    book.find(category, Part.SMS, asked.language()),
                                    author));
        }

        static Text of(ToldPost post, TemplateBook book) {
            return new Text(wording(post), post.toSign(), post.category().code(), post.author(), book, new HashMap<>());
        }

        private static SmsWording wording(ToldPost post) {
            return new SmsWording(
                    post.place(),
                    post.service(),
                    post.urgency(),
                    post.title(),
                    PostText.line(post.body()),
                    post.discreet());
        }
    }

    /** Reads what is missing for these deliveries. */
    Future<Void> prepare(Collection<Claimed> claimed) {
        return kept.prepare(claimed);
    }

    private Future<Text> read(UUID post) {
        return posts.read(post).compose(read -> wordings.of(read.territory()).map(book -> Text.of(read, book)));
    }

    /** Whether the message for a prepared delivery has a link. */
    boolean hasLink(Claimed claimed) {
        return text(claimed).contains(link);
    }

    /** The message for a prepared delivery. */
    String text(Claimed claimed) {
        return kept.of(claimed).in(new Said(claimed.language(), claimed.purpose()), segments, link);
    }
}
