package fr.preau.hub.stream;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.SessionId;
import fr.preau.config.Limits;
import fr.preau.hub.conversation.AccountEvent;
import fr.preau.hub.conversation.Belonging;
import fr.preau.hub.edge.Authenticator;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.ground.Gathering;
import fr.preau.hub.ground.Ground;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The open streams of a node. Thread-safe. Deploy {@link #verticle} once an event loop before the endpoints are
 * served, and undeploy it before they stop being served: that is what tells everybody to come back.
 */
public final class Streams {
    private static final double DRAIN_SHARE = 0.6; // of the time that the whole hub has to stop

    private static final int ASKED_AT_ONCE = 2; // questions of one kind, so that posts find connections free
    private static final int ACCOUNTS_AT_ONCE = 256;
    private static final String NODE = "node";
    private static final long AGAIN_MILLIS = 1_000;
    private static final long AWAY_MILLIS = 10_000; // for those who are sent elsewhere

    private final Ground ground;
    private final Authenticator authenticator;
    private final Source source;
    private final StreamMeters meters;
    private final LiveChannels channels;
    private final Headcount headcount;
    private final Admission admission;
    private final RightsWatch rights;
    private final Map<EventLoop, StreamLoop> loops = new ConcurrentHashMap<>();
    private final Gathering<AccountId, Belonging> belonging;
    private final Gathering<String, Boolean> looks =
            new Gathering<>(1, 1, once -> channels().look().map(Map.of(NODE, true)));
    private boolean away;
    private @Nullable Future<Void> begun;
    private @Nullable Future<Void> ended;
    private @Nullable MessageConsumer<AccountEvent> accounts;

    public Streams(Ground ground, Authenticator authenticator, Source source) {
        this.ground = ground;
        this.authenticator = authenticator;
        this.source = source;
        this.meters = new StreamMeters(ground.meters());
        Kept kept = new Kept(limits().tailBytesPerNode());
        meters.kept(kept::bytes);
        int pagesAtOnce = Math.max(1, ground.settings().database().poolSize() / 4);
        Pages pages = new Pages(source, limits().catchUpPage(), pagesAtOnce, meters.pages(), kept);
        this.channels = new LiveChannels(ground.vertx(), source, pages, kept, limits());
        this.belonging = new Gathering<>(ASKED_AT_ONCE, ACCOUNTS_AT_ONCE, source::belonging);
        this.headcount = new Headcount(limits().socketsPerPerson());
        this.admission = new Admission(
                limits().hellosAtOnce(), limits().hellosWaiting(), limits().helloSeconds(), this::tryLaterSeconds);
        meters.waiting(admission::waiting);
        this.rights =
                new RightsWatch(ground.vertx(), new RightsStore(ground.pool()), limits().rightsSeconds(), new Told());
    }

    /** The stream and its like for networks without WebSockets. */
    public List<Endpoint> endpoints() {
        return new StreamRoutes(this).endpoints();
    }

    /** One instance an event loop. */
    public Supplier<VerticleBase> verticle() {
        return () -> new StreamVerticle(this);
    }

    /** Begins to listen; asked more than once, it is done once. */
    synchronized Future<Void> begin() {
        if (begun == null) {
            accounts = ground.vertx().eventBus().consumer(AccountEvent.ADDRESS, message -> tell(message.body()));
            begun = Future.all(accounts.completion(), rights.start()).mapEmpty();
            long everyMillis = TimeUnit.SECONDS.toMillis(limits().lookSeconds());
            lookAfter(1 + spread((int) everyMillis), everyMillis);
        }
        return begun;
    }

    /**
     * Has each live channel asked how far it goes by now, and fetches what no wake-up told of. Done by itself every
     * {@code limits.lookSeconds}, and each second while the database does not answer; call it when wake-ups may have been
     * lost. Asked while it is being done, it is done once more.
     */
    public Future<Void> look() {
        return looks.of(NODE).mapEmpty();
    }

    private void lookAfter(long millis, long everyMillis) {
        ground.vertx().setTimer(millis, timer -> {
            if (!ending()) {
                look().onComplete((done, failure) ->
                        lookAfter(failure == null ? everyMillis : AGAIN_MILLIS, everyMillis));
            }
        });
    }

    /** Tells everybody to come back; done when all are gone. Asked more than once, it is done once. */
    synchronized Future<Void> end() {
        if (ended == null) {
            rights.stop();
            long millis = (long) (TimeUnit.SECONDS.toMillis(limits().shutdownSeconds()) * DRAIN_SHARE);
            ended = Future.all(loops.values().stream()
                            .map(loop -> loop.drain(millis))
                            .toList())
                    .mapEmpty();
            if (accounts != null) {
                accounts.unregister();
            }
        }
        return ended;
    }

    private synchronized boolean ending() {
        return ended != null;
    }

    /** Whether nobody new is taken. */
    synchronized boolean refusing() {
        return ended != null || away;
    }

    /** While this node is cut off from the others, everybody is told to come back elsewhere and nobody new is taken. */
    public synchronized void away(boolean now) {
        away = now;
        if (now) {
            loops.values().forEach(loop -> loop.drain(AWAY_MILLIS));
        }
    }

    /** The streams of the event loop that runs this. */
    StreamLoop here() {
        ContextInternal context = ((VertxInternal) ground.vertx()).getOrCreateContext();
        return loops.computeIfAbsent(
                context.nettyEventLoop(),
                eventLoop -> new StreamLoop(
                        this,
                        ((VertxInternal) ground.vertx())
                                .contextBuilder()
                                .withEventLoop(eventLoop)
                                .build()));
    }

    Ground ground() {
        return ground;
    }

    Limits limits() {
        return ground.settings().limits();
    }

    Authenticator authenticator() {
        return authenticator;
    }

    Source source() {
        return source;
    }

    LiveChannels channels() {
        return channels;
    }

    /** Where an account belongs now, asked for together with others who come at the same time. */
    Future<Belonging> belonging(AccountId account) {
        return belonging.of(account).map(found -> found.orElse(new Belonging(List.of(), Set.of())));
    }

    StreamMeters meters() {
        return meters;
    }

    Headcount headcount() {
        return headcount;
    }

    RightsWatch rights() {
        return rights;
    }

    Admission admission() {
        return admission;
    }

    /**
     * After how many milliseconds somebody whose connection ends is to come back: spread so that those who are here now
     * come at {@code limits.comeBackPerSecond}.
     */
    int comeBackMillis() {
        return 1 + spread(1 + millisFor(meters.sockets().get()));
    }

    /** As long as those take who wait already, and as long again by chance. */
    private int tryLaterSeconds() {
        int seconds = 1 + millisFor(admission.waiting()) / 1_000;
        return seconds + spread(1 + seconds);
    }

    private int millisFor(int connections) {
        return (int) (connections * 1_000L / limits().comeBackPerSecond());
    }

    /** A number from 0 to below the bound, so that what recurs for many does not recur at once. */
    int spread(int bound) {
        return ground.random().nextInt(bound);
    }

    private void tell(AccountEvent event) {
        byte[] frame = event.frame().getBytes();
        each(loop ->
                loop.of(event.account()).forEach(connection -> connection.line().frame(frame)));
    }

    private void each(Consumer<StreamLoop> work) {
        loops.values().forEach(loop -> loop.run(() -> work.accept(loop)));
    }

    private final class Told implements RightsWatch.Told {
        @Override
        public void sessionsEnded(Set<SessionId> sessions) {
            each(loop -> loop.each(connection -> connection.sessionsEnded(sessions)));
        }

        @Override
        public void accountsChanged(List<RightsStore.Concerned> accounts) {
            each(loop -> accounts.forEach(
                    one -> loop.of(one.account()).forEach(connection -> connection.accountChanged(one.ended()))));
        }
    }
}
