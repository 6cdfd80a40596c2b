package fr.preau.hub.ground;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A pool whose connections can be cut. The client's own way of closing asks the server to close and waits for it, and a
 * server that hangs never does: whoever waits for its answer would wait for ever. So this reaches below the client's
 * public interface, here and nowhere else.
 */
final class Lines {
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private final Pool pool;

    Lines(ClientBuilder<Pool> builder) {
        this.pool = builder.withConnectHandler(this::opened).build();
    }

    Pool pool() {
        return pool;
    }

    /** Closes; whatever is under way fails, and its outcome is unknown. */
    Future<Void> cut() {
        Future<Void> closed = pool.close();
        // From the head of the pipeline: further back the client's own handler turns a close into a question.
        List.copyOf(channels)
                .forEach(channel -> channel.pipeline().firstContext().close());
        return closed;
    }

    private void opened(SqlConnection connection) {
        if (((SqlConnectionInternal) connection).unwrap().unwrap() instanceof SocketConnectionBase line) {
            Channel channel = line.socket().channelHandlerContext().channel();
            channels.add(channel);
            channel.closeFuture().addListener(gone -> channels.remove(channel));
        }
        connection.close(); // into the pool
    }
}
