package fr.preau.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Calls an adapter as the hub does: on an event loop, where no part of an answer can come before it is waited for. */
public final class OnLoop {
    private OnLoop() {}

    /** What the work comes to. */
    public static <T> T await(Vertx vertx, Supplier<Future<T>> work) {
        Promise<T> result = Promise.promise();
        vertx.runOnContext(loop -> work.get().onComplete(result));
        return result.future().await();
    }
}
