package fr.preau.hub.email;

import fr.preau.hub.reach.Claimed;
import fr.preau.hub.reach.Wordings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What e-mails say of the posts that are being sent, kept while they are: thousands share one post. A corrected post is
 * another version, so its new text is read. Belongs to one event loop.
 */
final class Letters {
    private static final int KEPT = 200;

    private record Version(UUID post, OffsetDateTime at) {
        static Version of(Claimed claimed) {
            return new Version(claimed.post(), claimed.version());
        }
    }

    private final Vertx vertx;
    private final LetterStore store;
    private final Map<Version, Letter> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, Letter> eldest) {
            return size() > KEPT;
        }
    };

    private final Wordings wordings;

    Letters(Vertx vertx, Pool pool, Wordings wordings) {
        this.vertx = vertx;
        this.wordings = wordings;
        this.store = new LetterStore(pool);
    }

    /** Reads what is missing for these deliveries. */
    Future<Void> prepare(Collection<Claimed> claimed) {
        return Future.all(claimed.stream()
                        .map(Version::of)
                        .distinct()
                        .filter(version -> !kept.containsKey(version))
                        .map(this::read)
                        .toList())
                .mapEmpty();
    }

    private Future<Void> read(Version version) {
        return store.read(version.post())
                // A town has tens of thousands of names: too many to look through on an event loop.
                .compose(read -> vertx.executeBlocking(read::letter, false))
                .compose(letter -> wordings.of(letter.territory()).map(letter::in))
                .map(letter -> {
                    kept.put(version, letter);
                    return null;
                });
    }

    /** The letter for a prepared delivery. */
    Letter of(Claimed claimed) {
        var letter = kept.get(Version.of(claimed));
        if (letter == null) {
            throw new IllegalStateException("the letter of post " + claimed.post() + " was not prepared");
        }
        return letter;
    }
}
