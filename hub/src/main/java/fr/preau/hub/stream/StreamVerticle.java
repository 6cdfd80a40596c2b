package fr.preau.hub.stream;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The life of the streams, one instance an event loop: listening from its start, everybody gone at its stop. */
final class StreamVerticle extends VerticleBase {
    private final Streams streams;

    StreamVerticle(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Future<?> start() {
        streams.here();
        return streams.begin();
    }

    @Override
    public Future<?> stop() {
        return streams.end();
    }
}
