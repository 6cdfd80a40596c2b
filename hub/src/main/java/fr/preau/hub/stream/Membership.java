package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.conversation.Belonging;
import fr.preau.hub.conversation.ChannelHead;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.stream.ServerFrame.About;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who a connection belongs to and which channels it follows: at the hello, by request, and when rights change. */
final class Membership {
    private final Connection connection;
    private @Nullable Set<UUID> wanted; // null: all of the caller's
    private boolean welcomed;
    private boolean stale;
    private boolean reloading;

    Membership(Connection connection) {
        this.connection = connection;
    }

    /** Whether the hello was answered. */
    boolean welcomed() {
        return welcomed;
    }

    Future<Void> greet(ClientFrame.Hello hello) {
        String token = Fields.present("token", hello.token());
        wanted = hello.channels() == null ? null : Set.copyOf(hello.channels());
        Map<UUID, Long> cursors = hello.cursors() == null ? Map.of() : hello.cursors();
        if (wanted != null && !wanted.containsAll(cursors.keySet())) {
            throw Refused.field("cursors");
        }
        return loop().here(streams().authenticator().authenticate(token))
                .compose(caller -> enter(caller, ends(token), cursors));
    }

    /** The caller is known: registers the stream, then reads what is followed, so that no change falls between. */
    Future<Void> enter(Caller caller, Instant ends, Map<UUID, Long> cursors) {
        if (!connection.hears()) {
            return Future.succeededFuture();
        }
        if (connection.open()) { // a hello again, as the first one found no database
            if (!caller.session().equals(connection.caller().session())) {
                throw Refused.field("token");
            }
        } else if (!connection.signIn(caller, ends)) {
            return Future.succeededFuture();
        }
        Refusal ended = streams().rights().ended(caller);
        if (ended != null) {
            throw new Refused(ended);
        }
        return belonging().map(belonging -> {
            if (connection.open()) {
                welcome(belonging, cursors);
            }
            return null;
        });
    }

    Future<Void> renew(ClientFrame.Token frame) {
        String token = Fields.present("token", frame.token());
        return loop().here(streams().authenticator().authenticate(token)).map(caller -> {
            if (connection.open()) {
                if (!caller.session().equals(connection.caller().session())) {
                    throw Refused.field("token");
                }
                connection.renew(ends(token));
            }
            return null;
        });
    }

    private void welcome(Belonging belonging, Map<UUID, Long> cursors) {
        Map<ChannelId, ChannelHead> heads = byId(belonging);
        connection.behind(belonging.audiences());
        heads.values().removeIf(head -> !wants(head.id()));
        if (heads.size() > streams().limits().subscriptionsPerSocket()) {
            throw Refused.field("channels");
        }
        Set<UUID> unknown = new LinkedHashSet<>(cursors.keySet());
        unknown.addAll(wanted == null ? Set.of() : wanted);
        unknown.removeIf(id -> heads.containsKey(new ChannelId(id)));
        Map<UUID, Long> live = new HashMap<>();
        heads.values().forEach(head -> {
            live.put(head.id().value(), head.lastSeq());
            connection.line().reached(head.id(), cursors.getOrDefault(head.id().value(), head.lastSeq()));
        });
        connection.send(new ServerFrame.Welcome(
                connection.caller(),
                live,
                streams().limits().pingSeconds(),
                streams().comeBackMillis()));
        unknown.forEach(id -> connection.refuse(Refusal.of(Problem.NOT_FOUND), About.channel(new ChannelId(id))));
        follow(heads.values(), cursors);
        welcomed = true;
        if (stale || streams().rights().changed(connection.account())) {
            reload();
        }
    }

    /** All at once, so that the database is asked once for those that nobody here follows yet; then one by one. */
    private void follow(Collection<ChannelHead> heads, Map<UUID, Long> cursors) {
        Map<UUID, Subscription> held = new HashMap<>();
        Queue<Subscription> turns = new ArrayDeque<>();
        for (ChannelHead head : heads) {
            Long cursor = cursors.get(head.id().value());
            if (cursor == null) {
                subscribe(head, head.lastSeq(), false, new Answer(null, false, () -> {}));
            } else {
                held.put(head.id().value(), resume(head, cursor, new Answer(null, true, () -> turn(turns))));
            }
        }
        cursors.keySet().stream().map(held::get).filter(Objects::nonNull).forEach(turns::add);
        streams().channels().begin(heads.stream().map(ChannelHead::id).toList());
        turn(turns);
    }

    /** From a cursor on, or from now on where that is not to be had; waits for its turn. */
    private Subscription resume(ChannelHead head, long cursor, Answer answer) {
        long missed = head.lastSeq() - cursor;
        if (missed < 0) {
            resync(head, ServerFrame.Reason.AHEAD, head.lastSeq(), answer);
        } else if (missed > streams().limits().catchUpEvents()) {
            resync(head, ServerFrame.Reason.TOO_FAR, head.lastSeq(), answer);
        } else {
            return subscribe(head, cursor, true, answer);
        }
        return subscribe(head, head.lastSeq(), true, answer);
    }

    private void resync(ChannelHead head, ServerFrame.Reason reason, long seq, Answer answer) {
        connection.line().reached(head.id(), seq);
        connection.send(new ServerFrame.Resync(head.id(), reason, seq, answer.id()));
    }

    private static void turn(Queue<Subscription> turns) {
        Subscription next = turns.poll();
        if (next != null) {
            next.go();
        }
    }

    private Subscription subscribe(ChannelHead head, long after, boolean held, Answer answer) {
        LoopChannel channel = loop().channel(head.id());
        Subscription reader =
                new Subscription(connection, channel, head.seesAll(), after, held, new Subscription.End() {
                    @Override
                    public void reached(long seq) {
                        if (answer.marked()) {
                            connection.send(new ServerFrame.End(head.id(), seq, answer.id()));
                        }
                        answer.next().run();
                    }

                    @Override
                    public void expired(long seq) {
                        resync(head, ServerFrame.Reason.EXPIRED, seq, answer);
                    }

                    @Override
                    public void failed(Refusal why) {
                        connection.refuse(
                                why, new About(null, answer.id(), head.id().value()));
                        answer.next().run();
                    }
                });
        connection.subscriptions().put(head.id(), reader);
        channel.enter(reader);
        channel.live().seen(head.lastSeq());
        return reader;
    }

    /** What is said when a catch-up ends: an end marker or not, in answer to which request; and what comes then. */
    private record Answer(@Nullable String id, boolean marked, Runnable next) {}

    Future<Void> subscribe(ClientFrame.Subscribe ask) {
        ChannelId id = ClientFrame.channel(ask.channel());
        return belonging().map(belonging -> {
            if (!connection.open()) {
                return null;
            }
            ChannelHead head = belonging.heads().stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new Refused(Problem.NOT_FOUND));
            long after = ask.after() == null ? head.lastSeq() : ask.after();
            Subscription before = connection.subscriptions().get(id);
            if (before == null
                    && connection.subscriptions().size() >= streams().limits().subscriptionsPerSocket()) {
                throw new Refused(Problem.TOO_MANY_REQUESTS);
            }
            Subscription reader = resume(head, after, new Answer(ask.id(), true, () -> {}));
            if (before != null) {
                before.over();
                before.channel().remove(before);
            }
            if (wanted != null) {
                wanted = Stream.concat(wanted.stream(), Stream.of(id.value())).collect(Collectors.toSet());
            }
            streams().channels().begin(List.of(id));
            reader.go();
            return null;
        });
    }

    /** Rights have changed: follows what was gained, leaves what was lost. */
    void reload() {
        stale = true;
        if (welcomed && !reloading) {
            again();
        }
    }

    /** One question at a time, or an older answer could come last and give back what was lost. */
    private void again() {
        stale = false;
        reloading = true;
        loop().onLoop(belonging(), (belonging, failure) -> {
            reloading = false;
            if (failure != null && connection.open()) {
                loop().afterSecond(this::reload);
            } else if (connection.open()) {
                apply(belonging);
                if (stale) {
                    again();
                }
            }
        });
    }

    private void apply(Belonging belonging) {
        Map<ChannelId, ChannelHead> heads = byId(belonging);
        connection.behind(belonging.audiences());
        for (Subscription reader : List.copyOf(connection.subscriptions().values())) {
            ChannelHead head = heads.remove(reader.id());
            if (head == null) {
                connection.drop(reader);
                connection.send(new ServerFrame.Left(reader.id()));
            } else {
                reader.seesAll(head.seesAll());
            }
        }
        heads.values().removeIf(head -> !wants(head.id()));
        int room = streams().limits().subscriptionsPerSocket()
                - connection.subscriptions().size();
        List<ChannelHead> gained =
                heads.values().stream().limit(Math.max(0, room)).toList();
        for (ChannelHead head : gained) {
            connection.line().reached(head.id(), head.lastSeq());
            connection.send(new ServerFrame.Joined(head.id(), head.lastSeq()));
        }
        follow(gained, Map.of());
    }

    private Future<Belonging> belonging() {
        return loop().here(streams().belonging(connection.account()));
    }

    private static Map<ChannelId, ChannelHead> byId(Belonging belonging) {
        return belonging.heads().stream()
                .collect(Collectors.toMap(ChannelHead::id, head -> head, (a, b) -> a, LinkedHashMap::new));
    }

    private boolean wants(ChannelId id) {
        return wanted == null || wanted.contains(id.value());
    }

    /** Until when a token that was accepted is good. */
    Instant ends(String token) {
        return TokenLife.end(
                token,
                streams().ground().clock().instant(),
                Duration.ofMinutes(streams().limits().accessTokenMinutes()));
    }

    private StreamLoop loop() {
        return connection.loop();
    }

    private Streams streams() {
        return connection.loop().streams();
    }
}
