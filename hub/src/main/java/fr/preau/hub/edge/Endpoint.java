package fr.preau.hub.edge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/**
 * One operation of the HTTP interface.
 *
 * @param operation its operationId in openapi.yaml (a test holds the two lists equal), or a word for what stays
 *     outside that document (callbacks, the sandbox)
 * @param path as in openapi.yaml: {@code /api/v1/channels/{channel}}
 * @param entry who gets as far as the handler
 * @param handler answers on the event loop; a {@link Refused} in its future becomes a problem
 */
public record Endpoint(String operation, HttpMethod method, String path, Entry entry, Handler handler) {

    /** Who gets as far as the handler. */
    public enum Entry {
        /** Anybody. */
        OPEN,
        /** Only a caller with a valid access token in the Authorization header. */
        SIGNED
    }

    /** Answers a request; runs on the event loop and must not block it. */
    @FunctionalInterface
    public interface Handler {
        Future<Reply> handle(Exchange exchange);
    }

    public static Endpoint open(String operation, HttpMethod method, String path, Handler handler) {
        return new Endpoint(operation, method, path, Entry.OPEN, handler);
    }

    public static Endpoint signed(String operation, HttpMethod method, String path, Handler handler) {
        return new Endpoint(operation, method, path, Entry.SIGNED, handler);
    }
}
