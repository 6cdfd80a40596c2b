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
    private final Vertx vertx;
    private final ToldPostStore store;
    private final Wordings wordings;
    private final PostCache<Letter> kept = new PostCache<>(this::read);

    Letters(Vertx vertx, Pool pool, Wordings wordings) {
        this.vertx = vertx;
        this.wordings = wordings;
        this.store = new ToldPostStore(pool);
    }

    /** Reads what is missing for these deliveries. */
    Future<Void> prepare(Collection<Claimed> claimed) {
        return kept.prepare(claimed);
    }

    private Future<Letter> read(UUID post) {
        return store.read(post)
                // A town has tens of thousands of names: too many to look through on an event loop.
                .compose(read -> vertx.executeBlocking(() -> Letter.of(read), false))
                .compose(letter -> wordings.of(letter.territory()).map(letter::in));
    }

    /** The letter for a prepared delivery. */
    Letter of(Claimed claimed) {
        return kept.of(claimed);
    }
}
