package fr.preau.hub.stream;

import io.netty.channel.Channel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a socket with one system call and nothing else. Netty's own way to the same call makes a promise, an entry
 * in a queue and a slice for each socket and visits some ten objects that are no longer in the processor's cache when ten
 * thousand others were visited since.
 *
 * <p>Allowed only on the channel's event loop and while Netty holds nothing for the channel, or bytes would overtake
 * one another.
 */
final class Direct {
    private Direct() {}

    /** The way to this channel, or null where there is no socket of the system's that takes plain bytes. */
    static @Nullable FileDescriptor to(Channel channel) {
        return channel instanceof UnixChannel unix && channel.pipeline().get(SslHandler.class) == null
                ? unix.fd()
                : null;
    }

    /**
     * @return how many bytes the network took, from none to all
     * @throws IOException when the connection is gone
     */
    static int send(FileDescriptor socket, Burst burst) throws IOException {
        if (!socket.isOpen()) {
            // The number may already name another connection; channels are closed on this same thread, so this
            // suffices.
            throw new IOException("closed");
        }
        return burst.address() != 0
                ? socket.writeAddress(burst.address(), 0, burst.length())
                : socket.write(burst.view(), 0, burst.length());
    }
}
