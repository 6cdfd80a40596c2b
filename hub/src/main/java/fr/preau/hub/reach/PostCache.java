package fr.preau.hub.reach;

import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * What is needed of the posts that are being sent, kept while they are: thousands of deliveries share one post. A corrected
 * post is another version, so it is read anew. Belongs to one event loop.
 *
 * @param <T> what a carrier makes of a post
 */
public final class PostCache<T> {
    private static final int KEPT = 200;

    private record Version(UUID post, OffsetDateTime at) {
        static Version of(Claimed claimed) {
            return new Version(claimed.post(), claimed.version());
        }
    }

    private final Function<UUID, Future<T>> read;
    private final Map<Version, T> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, T> eldest) {
            return size() > KEPT;
        }
    };

    /** @param read reads a post as it is now */
    public PostCache(Function<UUID, Future<T>> read) {
        this.read = read;
    }

    /** Reads what is missing for these deliveries. */
    public Future<Void> prepare(Collection<Claimed> claimed) {
        return Future.all(claimed.stream()
                        .map(Version::of)
                        .distinct()
                        .filter(version -> !kept.containsKey(version))
                        .map(this::keep)
                        .toList())
                .mapEmpty();
    }

    private Future<Void> keep(Version version) {
        return read.apply(version.post()).map(made -> {
            kept.put(version, made);
            return null;
        });
    }

    /** What was made of a prepared delivery's post; asking for another is a bug. */
    public T of(Claimed claimed) {
        var made = kept.get(Version.of(claimed));
        if (made == null) {
            throw new IllegalStateException("post " + claimed.post() + " was not prepared");
        }
        return made;
    }
}
