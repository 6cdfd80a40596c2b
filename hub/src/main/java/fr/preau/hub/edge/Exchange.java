package fr.preau.hub.edge;

import fr.preau.channels.people.Caller;
import fr.preau.channels.people.Profile;
import fr.preau.channels.problem.Problem;
import fr.preau.config.Limits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request, as endpoints see it. What is missing or wrong is refused in the name of the parameter at fault. */
public final class Exchange {
    private final RoutingContext context;
    private final String requestId;
    private final @Nullable Caller caller;
    private final String remoteAddress;

    Exchange(RoutingContext context, String requestId, @Nullable Caller caller, String remoteAddress) {
        this.context = context;
        this.requestId = requestId;
        this.caller = caller;
        this.remoteAddress = remoteAddress;
    }

    /** The caller of a signed endpoint; asking for it in an open one is a bug. */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("an open endpoint has no caller");
        }
        return caller;
    }

    /** The caller of a signed endpoint that is for this profile alone; any other is refused. */
    public Caller caller(Profile only) {
        Caller caller = caller();
        if (caller.profile() != only) {
            throw new Refused(Problem.FORBIDDEN);
        }
        return caller;
    }

    public String requestId() {
        return requestId;
    }

    /** The client's address, as the nearest trusted proxy saw it. */
    public String remoteAddress() {
        return remoteAddress;
    }

    /** The request's JSON body as a record, strictly. */
    public <T> T body(Class<T> type) {
        Buffer bytes = context.body().buffer();
        if (bytes == null || bytes.length() == 0) {
            throw new Refused(Problem.MALFORMED);
        }
        String content = header("Content-Type");
        if (content == null || !content.replaceFirst(";.*", "").strip().equalsIgnoreCase("application/json")) {
            throw new Refused(Problem.UNSUPPORTED_TYPE);
        }
        return Wire.read(bytes, type);
    }

    /** The body as it came; empty when there was none. */
    public Buffer rawBody() {
        Buffer bytes = context.body().buffer();
        return bytes == null ? Buffer.buffer() : bytes;
    }

    /** An id in the path. One that is no UUID names nothing, so it is answered as not found. */
    public UUID id(String name) {
        try {
            return Fields.uuid(name, context.pathParam(name));
        } catch (Refused e) {
            throw new Refused(Problem.NOT_FOUND);
        }
    }

    /** A word in the path. */
    public String path(String name) {
        return context.pathParam(name);
    }

    public @Nullable String query(String name) {
        var values = context.queryParam(name);
        if (values.size() > 1) {
            throw Refused.field(name);
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** A whole number in the query within a range, or the fallback when absent. */
    public long number(String name, long fallback, long min, long max) {
        return Fields.number(name, query(name), fallback, min, max);
    }

    /** How many items of a page the client asks for with {@code limit}. */
    public int pageSize(Limits limits) {
        return (int) number("limit", limits.pageSize(), 1, limits.pageSizeMax());
    }

    public @Nullable String header(String name) {
        return request().getHeader(name);
    }

    public @Nullable String cookie(String name) {
        var cookie = request().getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }

    /** For endpoints that take the connection over (streams) and for signatures that cover the address. */
    public HttpServerRequest request() {
        return context.request();
    }
}
