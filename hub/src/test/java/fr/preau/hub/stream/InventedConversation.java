package fr.preau.hub.stream;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.Profile;
import fr.preau.channels.problem.Problem;
import fr.preau.hub.conversation.AccountEvent;
import fr.preau.hub.conversation.Belonging;
import fr.preau.hub.conversation.CatchUp;
import fr.preau.hub.conversation.ChannelEvent;
import fr.preau.hub.conversation.ChannelHead;
import fr.preau.hub.conversation.NewPost;
import fr.preau.hub.conversation.PostView;
import fr.preau.hub.conversation.Posted;
import fr.preau.hub.edge.Refused;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A conversation without a database: channels are lists, and wake-ups can be lost. */
final class InventedConversation implements Source {
    private final Vertx vertx;
    private final Context context; // one for all, since what runs in turn does so within one only
    private final Map<ChannelId, List<ChannelEvent>> channels = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<ChannelId>> members = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<Audience>> audiences = new ConcurrentHashMap<>();
    private final Set<AccountId> seeAll = ConcurrentHashMap.newKeySet();
    private final Map<ChannelId, Integer> forgotten = new ConcurrentHashMap<>();
    final AtomicInteger hellosRead = new AtomicInteger();
    final List<AccountId> askedFor = new CopyOnWriteArrayList<>();
    final AtomicInteger pagesRead = new AtomicInteger();
    private volatile Promise<Void> held = Promise.promise();
    volatile boolean losing;
    volatile boolean away;

    InventedConversation(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        letGo();
    }

    ChannelId channel(Caller... people) {
        ChannelId id = new ChannelId(UUID.randomUUID());
        channels.put(id, new ArrayList<>());
        for (Caller person : people) {
            join(id, person);
        }
        return id;
    }

    void join(ChannelId id, Caller person) {
        members.computeIfAbsent(person.account(), key -> ConcurrentHashMap.newKeySet())
                .add(id);
    }

    void leave(ChannelId id, Caller person) {
        members.getOrDefault(person.account(), new HashSet<>()).remove(id);
    }

    void behind(Caller person, Audience... parts) {
        audiences.put(person.account(), Set.of(parts));
    }

    void officer(Caller person) {
        seeAll.add(person.account());
    }

    /** Writes an event and, unless wake-ups are being lost, tells it. */
    ChannelEvent happen(ChannelId id, String kind, String text, Caller author, Audience... audience) {
        ChannelEvent event;
        List<ChannelEvent> events = channels.get(id);
        synchronized (events) {
            long seq = events.size() + 1L;
            Buffer frame = Buffer.buffer("{\"type\":\"event\",\"kind\":\"" + kind + "\",\"channel\":\"" + id
                    + "\",\"seq\":" + seq + ",\"text\":\"" + text + "\"}");
            event = new ChannelEvent(id, seq, !kind.equals("posted"), frame, Set.of(audience), author.account());
            events.add(event);
        }
        if (!losing) {
            tell(event);
        }
        return event;
    }

    ChannelEvent post(ChannelId id, String text, Caller author, Audience... audience) {
        return happen(id, "posted", text, author, audience);
    }

    /** The database no longer has the first so many events. */
    void forget(ChannelId id, int count) {
        forgotten.put(id, count);
    }

    /** From now on nobody hears where they belong. */
    void hold() {
        held = Promise.promise();
    }

    void letGo() {
        held.complete();
    }

    void tell(ChannelEvent event) {
        vertx.eventBus().publish(ChannelEvent.address(event.channel()), event);
    }

    void tell(Caller person, String frame) {
        vertx.eventBus().publish(AccountEvent.ADDRESS, new AccountEvent(person.account(), Buffer.buffer(frame)));
    }

    @Override
    public Future<Map<AccountId, Belonging>> belonging(Set<AccountId> accounts) {
        hellosRead.incrementAndGet();
        askedFor.addAll(accounts);
        return held.future()
                .compose(go -> answer(() -> {
                    Map<AccountId, Belonging> found = new HashMap<>();
                    for (AccountId account : accounts) {
                        List<ChannelHead> heads = members.getOrDefault(account, Set.of()).stream()
                                .map(id -> new ChannelHead(id, last(id), seeAll.contains(account)))
                                .toList();
                        found.put(account, new Belonging(heads, audiences.getOrDefault(account, Set.of())));
                    }
                    return found;
                }));
    }

    @Override
    public Future<Map<ChannelId, Long>> lastSeqs(Set<ChannelId> ids) {
        return answer(() -> {
            Map<ChannelId, Long> seqs = new HashMap<>();
            ids.stream().filter(channels::containsKey).forEach(id -> seqs.put(id, last(id)));
            return seqs;
        });
    }

    @Override
    public Future<List<CatchUp>> eventsAfter(List<CatchUp.From> froms, int limit) {
        pagesRead.addAndGet(froms.size());
        return answer(() -> froms.stream().map(from -> eventsAfter(from, limit)).toList());
    }

    private CatchUp eventsAfter(CatchUp.From from, int limit) {
        List<ChannelEvent> events = channels.get(from.channel());
        synchronized (events) {
            int first =
                    (int) Math.min(Math.max(from.after(), forgotten.getOrDefault(from.channel(), 0)), events.size());
            int to = Math.min(events.size(), first + limit);
            return new CatchUp(events.subList(first, to), events.size());
        }
    }

    @Override
    public Future<Posted> post(Caller caller, ChannelId channel, NewPost post) {
        if (!members.getOrDefault(caller.account(), Set.of()).contains(channel)) {
            return Future.failedFuture(new Refused(Problem.NOT_FOUND));
        }
        return answer(true, () -> {
            ChannelEvent event = post(channel, post.body(), caller);
            return new Posted(
                    new PostView(
                            UUID.randomUUID(),
                            channel.value(),
                            event.seq(),
                            new PostView.Author(caller.account().value(), caller.name(), Profile.TEACHER),
                            Instant.EPOCH,
                            "routine",
                            "read",
                            "one",
                            null,
                            null,
                            post.body(),
                            null,
                            null,
                            null,
                            null,
                            null),
                    false);
        });
    }

    @Override
    public Future<Long> markRead(Caller caller, ChannelId channel, long seq) {
        tell(caller, "{\"type\":\"cursor\",\"channel\":\"" + channel + "\",\"seq\":" + seq + "}");
        return Future.succeededFuture(seq);
    }

    @Override
    public Future<Void> typing(Caller caller, ChannelId channel) {
        Buffer frame = Buffer.buffer("{\"type\":\"typist\",\"channel\":\"" + channel + "\"}");
        tell(new ChannelEvent(channel, 0, false, frame, Set.of(), caller.account()));
        return Future.succeededFuture();
    }

    private long last(ChannelId id) {
        List<ChannelEvent> events = channels.get(id);
        synchronized (events) {
            return events.size();
        }
    }

    /** Off the asker's thread, as a database answers. */
    private <T> Future<T> answer(java.util.concurrent.Callable<T> work) {
        return answer(false, work);
    }

    private <T> Future<T> answer(boolean inTurn, java.util.concurrent.Callable<T> work) {
        return context.executeBlocking(
                () -> {
                    if (away) {
                        throw new java.io.IOException("the database does not answer");
                    }
                    return work.call();
                },
                inTurn);
    }
}
