package fr.preau.hub.conversation;

import fr.preau.channels.access.AccessTable;
import fr.preau.channels.access.Action;
import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.Place;
import fr.preau.channels.conversation.PostId;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.conversation.Writing;
import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The conversation of the whole hub, one a node. Each method checks the caller's right first; refusals come as
 * {@link Refused} in the future. What a future of {@link #post} acknowledges is committed. Every change is published
 * after its commit, see {@link ChannelEvent}.
 */
public final class Conversation {
    /** The event-bus address that wakes one outbox worker of all nodes after a commit; polling stays the truth. */
    public static final String OUTBOX_WAKE = "outbox.wake";

    /** The event-bus address on which a channel's id is told when somebody read on in it; for those who watch a post. */
    public static final String READ_ON = "channel.read";

    /** The kind of event that brings a post; all others change one. */
    static final String POSTED = "posted";

    private final Ground ground;
    private final Writing writing = new Writing(AccessTable.standard());
    private final ChannelStore channels;
    private final PostStore posts;
    private final ContactStore contacts;
    private final HistoryStore history;
    private final AudienceCheck audiences;
    private final SafetyDesk safety;
    private final PostWriter writer;

    /** A conversation in which nobody may raise a safety alert. */
    public Conversation(Ground ground, AudienceCheck audiences) {
        this(ground, audiences, SafetyDesk.CLOSED);
    }

    public Conversation(Ground ground, AudienceCheck audiences, SafetyDesk safety) {
        this.ground = ground;
        this.channels = new ChannelStore(ground.pool());
        this.posts = new PostStore(ground.pool());
        this.contacts = new ContactStore(ground.pool());
        this.history = new HistoryStore(ground.pool());
        this.audiences = audiences;
        this.safety = safety;
        this.writer = new PostWriter(ground, writing, safety, new PostWriter.Committed() {
            @Override
            public void posted(PostView view) {
                tell(new ChannelId(view.channel()), POSTED, view.seq(), view);
            }

            @Override
            public void batch() {
                wake();
            }
        });
    }

    /** Registers how events travel on the bus; once a Vert.x instance. */
    public static void registerCodecs(EventBus bus) {
        bus.registerDefaultCodec(ChannelEvent.class, new ChannelEventCodec());
        bus.registerDefaultCodec(AccountEvent.class, new AccountEventCodec());
    }

    /** Writes a post; the same key and text answer with the first one, the same key and another text is refused. */
    public Future<Posted> post(Caller caller, ChannelId channel, NewPost post) {
        if (post.body().length() > ground.settings().limits().textChars()) {
            return Future.failedFuture(Refused.field("body"));
        }
        return checks(caller, channel, post).compose(checks -> writer.write(caller, channel, post, checks));
    }

    /** Takes no more posts and waits until those that wait are answered, for so many milliseconds at most. */
    public Future<Void> close(long millis) {
        return writer.close(millis);
    }

    /** Corrects a post of the caller's own. */
    public Future<PostView> edit(Caller caller, ChannelId channel, PostId post, EditPost text) {
        return acting(caller, channel, post, Action.EDIT)
                .compose(old -> posts.edit(caller.account(), channel, post, text, now()))
                .compose(seq -> changed(caller, channel, post, "edited", seq));
    }

    /** Takes back a post, one's own or one that the caller moderates. */
    public Future<PostView> recall(Caller caller, ChannelId channel, PostId post) {
        return acting(caller, channel, post, Action.RECALL)
                .compose(old -> posts.recall(caller.account(), channel, post, now()))
                .compose(seq -> changed(caller, channel, post, "recalled", seq));
    }

    /** The earlier texts of a post, for its author and those who moderate. */
    Future<List<HistoryStore.Change>> changes(Caller caller, ChannelId channel, PostId post) {
        return acting(caller, channel, post, Action.HISTORY).compose(old -> history.changes(post));
    }

    /** Moves the read cursor forward and tells the caller's other devices; answers where it stands. */
    public Future<Long> markRead(Caller caller, ChannelId channel, long seq) {
        return placeFor(caller, channel, Action.MARK_READ)
                .compose(place -> channels.markRead(caller.account(), channel, seq, now()))
                .onSuccess(at -> {
                    tell(caller.account(), Frames.cursor(channel.value(), at));
                    ground.vertx().eventBus().publish(READ_ON, channel.toString());
                });
    }

    /** The direct channel of the caller with this account, opened if there was none; empty when they are no contacts. */
    public Future<Optional<ChannelId>> openDirect(Caller caller, UUID other) {
        return contacts.open(caller.account(), other).map(found -> found.map(ChannelId::new));
    }

    /** Tells the others in the channel that the caller is typing, where that is allowed. */
    public Future<Void> typing(Caller caller, ChannelId channel) {
        return placeFor(caller, channel, Action.TYPE).map(place -> {
            UUID account = caller.account().value();
            Buffer frame = Frames.typist(channel.value(), account, caller.name());
            publish(new ChannelEvent(channel, 0, false, frame, Set.of(), caller.account()));
            return null;
        });
    }

    /** Opens or closes the channel to those who may write only while it is open. */
    Future<Void> openReplies(Caller caller, ChannelId channel, boolean open) {
        return placeFor(caller, channel, Action.OPEN_REPLIES).compose(place -> channels.openReplies(channel, open));
    }

    /** Where each of these accounts belongs now; one that has ended belongs nowhere. */
    public Future<Map<AccountId, Belonging>> belonging(Set<AccountId> accounts) {
        return channels.belonging(accounts);
    }

    /** How far each of these channels goes now, for a node that begins to follow them; no right is checked. */
    public Future<Map<ChannelId, Long>> lastSeqs(Set<ChannelId> ids) {
        return channels.lastSeqs(ids);
    }

    /**
     * Of each of these, in the same order: the channel's events after a seq, at most {@code limit}, for all readers; the
     * caller of this method filters by audience.
     */
    public Future<List<CatchUp>> eventsAfter(List<CatchUp.From> froms, int limit) {
        return history.events(froms, limit);
    }

    /** The channel as the caller stands to it, if they may do this there. */
    public Future<Place> placeFor(Caller caller, ChannelId channel, Action action) {
        return place(caller, channel)
                .compose(place -> refuse(writing.allowed(place, action, false)).map(place));
    }

    /**
     * A post as one caller stands to it.
     *
     * @param author whether the caller wrote it
     */
    public record Seen(PostView post, Place place, boolean author) {}

    /** The channel of a post as the caller stands to both, if they may do this to it. */
    public Future<Seen> postFor(Caller caller, ChannelId channel, PostId post, Action action) {
        return place(caller, channel)
                .compose(place -> posts.byId(channel, post)
                        .map(found -> found.orElseThrow(() -> new Refused(Problem.NOT_FOUND)))
                        .compose(view -> {
                            boolean author = view.author()
                                    .account()
                                    .equals(caller.account().value());
                            return refuse(writing.allowed(place, action, author))
                                    .map(new Seen(view, place, author));
                        }));
    }

    private Future<Place> place(Caller caller, ChannelId channel) {
        return channels.place(channel, caller.account())
                .map(found -> found.orElseThrow(() -> new Refused(Problem.NOT_FOUND)));
    }

    private Future<WaitingPost.Checks> checks(Caller caller, ChannelId channel, NewPost post) {
        boolean alert = post.level() == Urgency.SAFETY;
        List<Audience> parts = post.parts();
        if (!alert && parts.isEmpty()) {
            return Future.succeededFuture(WaitingPost.Checks.NONE);
        }
        Future<Boolean> may = alert ? safety.allows(caller, channel) : Future.succeededFuture(false);
        Future<Boolean> ours = parts.isEmpty() ? Future.succeededFuture(true) : audiences.allOf(channel, parts);
        return Future.all(may, ours).map(both -> new WaitingPost.Checks(may.result(), ours.result()));
    }

    /** In which of these channels the caller has the right to raise a safety alert. */
    Future<Set<ChannelId>> alertable(Caller caller, Set<ChannelId> ids) {
        return safety.allowsAmong(caller, ids);
    }

    private Future<PostView> acting(Caller caller, ChannelId channel, PostId post, Action action) {
        return postFor(caller, channel, post, action).map(Seen::post);
    }

    private Future<PostView> changed(Caller caller, ChannelId channel, PostId post, String kind, Optional<Long> seq) {
        if (seq.isEmpty()) {
            return Future.failedFuture(new Refused(Problem.ALREADY_RECALLED));
        }
        return posts.byId(channel, post).map(found -> {
            PostView view = found.orElseThrow();
            tell(channel, kind, seq.get(), view);
            wake();
            return view;
        });
    }

    private void tell(ChannelId channel, String kind, long seq, PostView view) {
        Set<Audience> audience = view.audience() == null
                ? Set.of()
                : Set.copyOf(view.audience().stream().map(AudienceView::part).toList());
        AccountId author = new AccountId(view.author().account());
        publish(ChannelEvent.later(
                channel, seq, !kind.equals(POSTED), () -> Frames.event(kind, seq, view), audience, author));
    }

    private void wake() {
        ground.vertx().eventBus().send(OUTBOX_WAKE, null);
    }

    private void publish(ChannelEvent event) {
        ground.vertx().eventBus().publish(ChannelEvent.address(event.channel()), event);
    }

    private void tell(AccountId account, Buffer frame) {
        ground.vertx().eventBus().publish(AccountEvent.ADDRESS, new AccountEvent(account, frame));
    }

    private static Future<Void> refuse(Optional<Refusal> refusal) {
        return refusal.<Future<Void>>map(r -> Future.failedFuture(new Refused(r)))
                .orElseGet(Future::succeededFuture);
    }

    private Instant now() {
        return Moments.kept(ground.clock().instant());
    }
}
