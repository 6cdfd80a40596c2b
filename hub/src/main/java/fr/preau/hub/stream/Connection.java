package fr.preau.hub.stream;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.SessionId;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.edge.Wire;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One open stream, WebSocket or Server-Sent Events, confined to its event loop.
 *
 * <pre>
 *   greeting --signed in--> open --close--> closing --client leaves, or 5 s--> gone
 *      +------- too late, refused ----------^  ^------ dead, cut: at once ------^
 * </pre>
 */
final class Connection {
    private enum State {
        GREETING,
        OPEN,
        CLOSING,
        GONE
    }

    private static final int GOODBYE_SECONDS = 5;
    private static final int GREETING_SECONDS = 15; // that a hello may wait for its turn, after the time to say it
    private static final int DEAD_MARGIN_SECONDS = 2; // a second's turn of the wheel, and one of the last sign of life
    private static final int TOKEN_GRACE_SECONDS = 5;

    private final StreamLoop loop;
    private final Line line;
    private final Dialogue dialogue;
    private final Map<ChannelId, Subscription> subscriptions = new HashMap<>(4);
    private @Nullable String language;
    private State state = State.GREETING;
    private @Nullable Caller caller;
    private Set<Audience> behind = Set.of();
    private long tokenEnds;
    private int nextLook;
    private int lastHeard;
    private int nextPing;
    private int deadline;

    /**
     * @param language an Accept-Language header, or none
     * @param lines makes the way to the client
     */
    Connection(StreamLoop loop, @Nullable String language, Function<Connection, Line> lines) {
        this.loop = loop;
        this.language = language;
        this.dialogue = new Dialogue(this);
        this.line = lines.apply(this);
        int now = loop.wheel().now();
        this.lastHeard = now;
        this.deadline = now + 1 + loop.streams().limits().helloSeconds();
        this.nextPing = now + 1 + loop.streams().spread(loop.streams().limits().pingSeconds());
        loop.opened();
        loop.wheel().enter(this, deadline);
    }

    StreamLoop loop() {
        return loop;
    }

    Line line() {
        return line;
    }

    Dialogue dialogue() {
        return dialogue;
    }

    /** Who is here; asking before anybody signed in is a bug. */
    Caller caller() {
        return Objects.requireNonNull(caller, "nobody signed in");
    }

    AccountId account() {
        return caller().account();
    }

    Set<Audience> behind() {
        return behind;
    }

    void behind(Set<Audience> audiences) {
        behind = audiences;
    }

    boolean greeting() {
        return state == State.GREETING;
    }

    boolean open() {
        return state == State.OPEN;
    }

    /** Whether what comes in is still listened to. */
    boolean hears() {
        return state == State.GREETING || state == State.OPEN;
    }

    Map<ChannelId, Subscription> subscriptions() {
        return subscriptions;
    }

    /**
     * Somebody is here from now on.
     *
     * @return false, and closes, when that person has too many streams already
     */
    boolean signIn(Caller who, Instant ends) {
        if (!loop.streams().headcount().enter(who.person())) {
            refuse(Refusal.later(Problem.TOO_MANY_SOCKETS, 60), ServerFrame.About.NOTHING);
            return false;
        }
        caller = who;
        language = who.language();
        state = State.OPEN;
        loop.signedIn(who.account(), this);
        renew(ends);
        return true;
    }

    /** The token that was shown is good until then. */
    void renew(Instant ends) {
        tokenEnds = ends.getEpochSecond();
        enterWheel();
    }

    void heard(FrameReader.Message message) {
        lastHeard = loop.wheel().now();
        if (message instanceof FrameReader.Message.Close) {
            close(1000, "");
            end();
        } else if (hears()) {
            switch (message) {
                case FrameReader.Message.Text(byte[] bytes) -> dialogue.text(bytes);
                case FrameReader.Message.Binary() -> dialogue.binary();
                case FrameReader.Message.Ping(byte[] payload) -> dialogue.ping(payload);
                case FrameReader.Message.Broken(int code) -> close(code, "");
                case FrameReader.Message.Pong(), FrameReader.Message.Close() -> {}
            }
        }
    }

    void send(ServerFrame frame) {
        line.frame(Wire.write(frame).getBytes());
    }

    /** Says what is wrong, and closes where the problem is one that ends a stream. */
    void refuse(Refusal refusal, ServerFrame.About about) {
        send(new ServerFrame.Problem(refusal, about, language));
        if (refusal.problem().closeCode() != 0) {
            int millis = (int) TimeUnit.SECONDS.toMillis(refusal.retryAfterSeconds());
            close(refusal.problem(), millis == 0 ? 0 : millis - loop.streams().spread(1_000));
        }
    }

    /** Takes a reader out of its channel. */
    void drop(Subscription reader) {
        if (subscriptions.remove(reader.id(), reader)) {
            forget(reader);
        }
    }

    private void forget(Subscription reader) {
        reader.over();
        reader.channel().remove(reader);
        line.dropped(reader.id());
        loop.tidy(reader.channel());
    }

    void sessionsEnded(Set<SessionId> sessions) {
        if (open() && sessions.contains(caller().session())) {
            refuse(Refusal.of(Problem.SESSION_ENDED), ServerFrame.About.NOTHING);
        }
    }

    /** Something changed in what this account may do, or it has ended. */
    void accountChanged(boolean ended) {
        if (open() && ended) {
            refuse(Refusal.of(Problem.RIGHT_LOST), ServerFrame.About.NOTHING);
        } else if (open()) {
            dialogue.membership().reload();
        }
    }

    void stopping() {
        if (hears()) {
            close(Problem.STOPPING, loop.streams().comeBackMillis());
        }
    }

    /** @param comeBackMillis told to the client after the code, or 0 where there is nothing to tell */
    private void close(Problem problem, int comeBackMillis) {
        String when = comeBackMillis == 0 ? "" : " " + comeBackMillis;
        close(problem.closeCode(), problem.code() + when);
    }

    void close(int code, String reason) {
        if (hears()) {
            line.close(code, reason);
            closing();
        }
    }

    /** The reader was too slow; the line has closed itself. */
    void cut(int bytes) {
        loop.streams().meters().cut(bytes);
        closing();
    }

    private void closing() {
        if (hears()) {
            state = State.CLOSING;
            deadline = loop.wheel().now() + GOODBYE_SECONDS;
            loop.wheel().enter(this, deadline);
            loop.later(this::leave); // it may be that somebody is going through the readers of a channel just now
            if (!line.awaitsGoodbye()) {
                loop.later(this::gone);
            }
        }
    }

    /** Ends it at once. */
    void end() {
        line.terminate();
        gone();
    }

    /** The network connection is no more. */
    void gone() {
        if (state != State.GONE) {
            state = State.GONE;
            loop.closed();
            loop.later(this::leave);
        }
    }

    private void leave() {
        List.copyOf(subscriptions.values()).forEach(this::drop);
        Caller who = caller;
        if (who != null) {
            caller = null;
            loop.signedOut(who.account(), this);
            loop.streams().headcount().leave(who.person());
        }
    }

    int nextLook() {
        return nextLook;
    }

    void nextLook(int second) {
        nextLook = second;
    }

    /** Its turn of the wheel: closes what is late, dead or no longer signed in, pings, and says when to look again. */
    void look() {
        int now = loop.wheel().now();
        switch (state) {
            case GONE -> {}
            case CLOSING -> {
                if (now >= deadline) {
                    end();
                } else {
                    loop.wheel().enter(this, deadline);
                }
            }
            case GREETING -> {
                if (now >= deadline && !dialogue.greeted()) {
                    refuse(Refusal.of(Problem.HELLO_TOO_LATE), ServerFrame.About.NOTHING);
                } else if (now >= deadline + GREETING_SECONDS) {
                    refuse(
                            Refusal.later(Problem.TRY_LATER, 1 + loop.streams().spread(GREETING_SECONDS)),
                            ServerFrame.About.NOTHING);
                } else {
                    loop.wheel().enter(this, now + 1);
                }
            }
            case OPEN -> lookOpen(now);
        }
    }

    private void lookOpen(int now) {
        if (line.awaitsGoodbye() && now >= dead()) {
            end();
        } else if (secondsOfToken() <= -TOKEN_GRACE_SECONDS) {
            refuse(Refusal.of(Problem.SIGN_IN_REQUIRED), ServerFrame.About.NOTHING);
        } else {
            if (now >= nextPing) {
                nextPing = now + loop.streams().limits().pingSeconds();
                line.ping();
            }
            enterWheel();
        }
    }

    private void enterWheel() {
        int next = nextPing;
        if (line.awaitsGoodbye()) {
            next = Math.min(next, dead());
        }
        long token = loop.wheel().now() + secondsOfToken() + TOKEN_GRACE_SECONDS;
        loop.wheel().enter(this, (int) Math.min(next, token));
    }

    private int dead() {
        return lastHeard + loop.streams().limits().deadAfterSeconds() - DEAD_MARGIN_SECONDS;
    }

    private long secondsOfToken() {
        return tokenEnds - loop.streams().ground().clock().instant().getEpochSecond();
    }
}
