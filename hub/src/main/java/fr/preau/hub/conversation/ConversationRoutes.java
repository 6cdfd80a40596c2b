package fr.preau.hub.conversation;

import fr.preau.channels.access.Action;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.PostId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.problem.Problem;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Channels and posts over HTTP. */
public final class ConversationRoutes {
    private record ChannelPage(
            List<ChannelView> items, @Nullable String next) {}

    private record PostPage(List<PostView> items, @Nullable Long next) {}

    private record History(List<HistoryStore.Change> items) {}

    private record Found(PostView post, String place, String kind, String excerpt) {}

    private record SearchPage(List<Found> items, @Nullable String next) {}

    private record ReadCursor(Long seq) {
        private ReadCursor {
            if (Fields.present("seq", seq) < 0) {
                throw Refused.field("seq");
            }
        }
    }

    private record Replies(Boolean open) {
        private Replies {
            Fields.present("open", open);
        }
    }

    private final Ground ground;
    private final Conversation conversation;
    private final ChannelStore channels;
    private final HistoryStore history;

    public ConversationRoutes(Ground ground, Conversation conversation) {
        this.ground = ground;
        this.conversation = conversation;
        this.channels = new ChannelStore(ground.pool());
        this.history = new HistoryStore(ground.pool());
    }

    public List<Endpoint> endpoints() {
        String channel = "/api/v1/channels/{channel}";
        String post = channel + "/posts/{post}";
        return List.of(
                Endpoint.signed("listChannels", HttpMethod.GET, "/api/v1/channels", this::list),
                Endpoint.signed("getChannel", HttpMethod.GET, channel, x -> one(x, channelOf(x))),
                Endpoint.signed("listPosts", HttpMethod.GET, channel + "/posts", this::page),
                Endpoint.signed("post", HttpMethod.POST, channel + "/posts", this::post),
                Endpoint.signed("editPost", HttpMethod.PATCH, post, this::edit),
                Endpoint.signed("recallPost", HttpMethod.POST, post + "/recall", this::recall),
                Endpoint.signed("postHistory", HttpMethod.GET, post + "/history", this::changes),
                Endpoint.signed("markRead", HttpMethod.PUT, channel + "/read", this::markRead),
                Endpoint.signed("openReplies", HttpMethod.PUT, channel + "/replies", this::openReplies),
                Endpoint.signed("search", HttpMethod.GET, "/api/v1/search", this::search));
    }

    private Future<Reply> list(Exchange x) {
        int limit = x.pageSize(ground.settings().limits());
        TimeCursor after = TimeCursor.of("after", x.query("after"));
        return channels.list(x.caller().account(), null, after, limit + 1).compose(found -> {
            List<ChannelStore.Listed> page = found.subList(0, Math.min(limit, found.size()));
            String next;
            if (found.size() > limit) {
                ChannelStore.Listed last = page.getLast();
                next = new TimeCursor(last.lastAt(), last.place().id().value()).text();
            } else {
                next = null;
            }
            return views(x.caller(), page).map(items -> Reply.ok(new ChannelPage(items, next)));
        });
    }

    private Future<List<ChannelView>> views(Caller caller, List<ChannelStore.Listed> listed) {
        Set<ChannelId> ids = listed.stream().map(one -> one.place().id()).collect(Collectors.toUnmodifiableSet());
        return conversation
                .alertable(caller, ids)
                .map(alertable -> listed.stream()
                        .map(one -> ChannelView.of(
                                one, alertable.contains(one.place().id())))
                        .toList());
    }

    private Future<Reply> one(Exchange x, ChannelId channel) {
        return channels.list(x.caller().account(), channel.value(), null, 1).compose(found -> {
            if (found.isEmpty()) {
                throw new Refused(Problem.NOT_FOUND);
            }
            return views(x.caller(), found).map(views -> Reply.ok(views.getFirst()));
        });
    }

    private Future<Reply> page(Exchange x) {
        int limit = x.pageSize(ground.settings().limits());
        long before = x.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        ChannelId channel = channelOf(x);
        return conversation
                .placeFor(x.caller(), channel, Action.READ)
                .compose(place -> history.page(x.caller(), channel, Sight.all(place.standings()), before, limit + 1))
                .map(found -> {
                    List<PostView> items = found.subList(0, Math.min(limit, found.size()));
                    Long next = found.size() > limit ? items.getLast().seq() : null;
                    return Reply.ok(new PostPage(items, next));
                });
    }

    private Future<Reply> post(Exchange x) {
        NewPost post = x.body(NewPost.class);
        return conversation
                .post(x.caller(), channelOf(x), post)
                .map(posted -> posted.duplicate() ? Reply.ok(posted.post()) : Reply.created(posted.post()));
    }

    private Future<Reply> edit(Exchange x) {
        EditPost text = x.body(EditPost.class);
        return conversation.edit(x.caller(), channelOf(x), postOf(x), text).map(Reply::ok);
    }

    private Future<Reply> recall(Exchange x) {
        return conversation.recall(x.caller(), channelOf(x), postOf(x)).map(Reply::ok);
    }

    private Future<Reply> changes(Exchange x) {
        return conversation.changes(x.caller(), channelOf(x), postOf(x)).map(items -> Reply.ok(new History(items)));
    }

    private Future<Reply> markRead(Exchange x) {
        ReadCursor cursor = x.body(ReadCursor.class);
        return conversation.markRead(x.caller(), channelOf(x), cursor.seq()).map(seq -> Reply.ok(new ReadCursor(seq)));
    }

    private Future<Reply> openReplies(Exchange x) {
        Replies replies = x.body(Replies.class);
        ChannelId channel = channelOf(x);
        return conversation.openReplies(x.caller(), channel, replies.open()).compose(done -> one(x, channel));
    }

    private Future<Reply> search(Exchange x) {
        String words =
                Fields.text("q", x.query("q"), 2, ground.settings().limits().searchChars());
        String only = x.query("channel");
        UUID channel = only == null ? null : Fields.uuid("channel", only);
        TimeCursor before = TimeCursor.of("before", x.query("before"));
        int limit = x.pageSize(ground.settings().limits());
        return history.search(x.caller(), words, channel, before, limit + 1).map(found -> {
            List<HistoryStore.Found> page = found.subList(0, Math.min(limit, found.size()));
            String next = null;
            if (found.size() > limit) {
                PostView last = page.getLast().post();
                next = new TimeCursor(last.at(), last.id()).text();
            }
            List<Found> items = page.stream()
                    .map(f -> new Found(
                            f.post(), f.place(), f.kind(), Excerpt.of(f.post().body(), words)))
                    .toList();
            return Reply.ok(new SearchPage(items, next));
        });
    }

    private static ChannelId channelOf(Exchange x) {
        return new ChannelId(x.id("channel"));
    }

    private static PostId postOf(Exchange x) {
        return new PostId(x.id("post"));
    }
}
