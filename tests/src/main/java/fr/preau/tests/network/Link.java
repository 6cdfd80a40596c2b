package fr.preau.tests.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection through a {@link Proxy}. */
public final class Link {
    static final int PIECE = 16_384;
    private static final int PIECES_UNDER_WAY = 32;
    private static final int SLICES_A_SECOND = 20;
    private static final long IN_HAND_NANOS = 500_000; // about as long as the hub needs for a commit

    private final Socket client;
    private final Socket hub;
    private final Consumer<Link> whenOver;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Weather weather = Weather.FAIR;
    private volatile @Nullable Ambush ambush;
    private volatile String asked = "";
    private volatile boolean endedByHub;

    private record Ambush(Way way, Cut how) {}

    /** Data under way; empty: the sender has ended this way. */
    private record Piece(byte[] bytes, long due) {}

    Link(Socket client, Socket hub, Consumer<Link> whenOver) {
        this.client = client;
        this.hub = hub;
        this.whenOver = whenOver;
    }

    void start() {
        carry(client, hub, Way.TO_HUB);
        carry(hub, client, Way.TO_CLIENT);
    }

    /** The network is so from now on, for this connection. */
    public void weather(Weather now) {
        weather = now;
    }

    /** Cuts it towards both sides. */
    public void cut(Cut how) {
        if (over.compareAndSet(false, true)) {
            whenOver.accept(this);
            cut(client, how);
            cut(hub, how);
        }
    }

    /**
     * Cuts it when the next bytes come. On the way to the client they are lost: what was done is done, and nobody hears of
     * it. On the way to the hub they still arrive, and what is done with them finds nobody any more.
     */
    public void cutAtNext(Way way, Cut how) {
        ambush = new Ambush(way, how);
    }

    public boolean isOpen() {
        return !over.get();
    }

    /** The first line that the client sent, empty while there is none: what the connection is for. */
    public String asked() {
        return asked;
    }

    /** Whether the hub has closed its side, also where the client was not told. */
    public boolean endedByHub() {
        return endedByHub;
    }

    private void carry(Socket from, Socket to, Way way) {
        BlockingQueue<Piece> underWay = new ArrayBlockingQueue<>(PIECES_UNDER_WAY);
        Thread.ofVirtual().start(() -> take(from, way, underWay));
        Thread.ofVirtual().start(() -> bring(to, way, underWay));
    }

    private void take(Socket from, Way way, BlockingQueue<Piece> underWay) {
        byte[] buffer = new byte[PIECE];
        long last = System.nanoTime();
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0 && isOpen(); read = in.read(buffer)) {
                Weather now = weather;
                if (way == Way.TO_HUB && asked.isEmpty()) {
                    asked = new String(buffer, 0, read, StandardCharsets.US_ASCII)
                            .lines()
                            .findFirst()
                            .orElse("");
                }
                Cut caught = caught(way);
                if (!now.swallowed().contains(way) && !(caught != null && way == Way.TO_CLIENT)) {
                    last = Math.max(last, due(now));
                    put(underWay, new Piece(Arrays.copyOf(buffer, read), last));
                }
                if (caught != null) {
                    if (way == Way.TO_HUB) {
                        LockSupport.parkNanos(
                                IN_HAND_NANOS + ThreadLocalRandom.current().nextLong(IN_HAND_NANOS));
                    }
                    cut(caught);
                }
            }
            if (!weather.swallowed().contains(way)) {
                put(underWay, new Piece(new byte[0], last));
            }
            endedByHub |= way == Way.TO_CLIENT;
        } catch (IOException e) {
            endedByHub |= way == Way.TO_CLIENT;
            if (!weather.swallowed().contains(way)) {
                cut(Cut.RST); // one side cut it: so does the other hear
            }
        }
    }

    private @Nullable Cut caught(Way way) {
        Ambush laid = ambush;
        return laid != null && laid.way() == way ? laid.how() : null;
    }

    private static long due(Weather now) {
        int millis = now.delayMillis() + (now.jitterMillis() == 0 ? 0 : random(now.jitterMillis()));
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static int random(int below) {
        return ThreadLocalRandom.current().nextInt(below);
    }

    private void bring(Socket to, Way way, BlockingQueue<Piece> underWay) {
        try {
            OutputStream out = to.getOutputStream();
            while (isOpen()) {
                Piece piece = underWay.poll(1, TimeUnit.SECONDS);
                if (piece == null) {
                    continue;
                }
                LockSupport.parkNanos(piece.due() - System.nanoTime());
                if (piece.bytes().length == 0) {
                    cut(Cut.FIN);
                    return;
                }
                write(out, way, piece.bytes());
            }
        } catch (IOException e) {
            cut(Cut.RST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes, in slices where the way is narrow. */
    private void write(OutputStream out, Way way, byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length && isOpen(); ) {
            int perSecond = way == Way.TO_CLIENT ? weather.bytesPerSecond() : 0;
            int size = bytes.length - from;
            if (perSecond > 0) {
                size = Math.min(size, Math.max(1, perSecond / SLICES_A_SECOND));
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) * size / perSecond);
            }
            out.write(bytes, from, size);
            from += size;
        }
    }

    private static void put(BlockingQueue<Piece> underWay, Piece piece) throws IOException {
        try {
            underWay.put(piece);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    static void cut(Socket socket, Cut how) {
        try {
            if (how == Cut.RST && !socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (SocketException e) {
            return; // closed already
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
