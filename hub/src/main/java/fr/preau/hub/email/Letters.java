package fr.preau.hub.email;

import fr.preau.hub.reach.Claimed;
import fr.preau.hub.reach.PostCache;
import fr.preau.hub.reach.ToldPostStore;
import fr.preau.hub.reach.Wordings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Collection;
import java.util.UUID;

/** What e-mails say of the posts that are being sent. Belongs to one event loop. */
final class Letters {
    private final ToldPostStore posts;
    private final Wordings wordings;
    private final PostCache<Letter> kept = new PostCache<>(this::read);

    Letters(Vertx vertx, Pool pool, Wordings wordings) {
        this.wordings = wordings;
        this.posts = new ToldPostStore(vertx, pool);
    }

    /** Reads what is missing for these deliveries. */
    Future<Void> prepare(Collection<Claimed> claimed) {
        return kept.prepare(claimed);
    }

    private Future<Letter> read(UUID post) {
        return posts.read(post).compose(read -> wordings.of(read.territory()).map(book -> Letter.of(read, book)));
    }

    /** The letter for a prepared delivery. */
    Letter of(Claimed claimed) {
        return kept.of(claimed);
    }
}
