package fr.preau.hub.board;

import fr.preau.channels.access.Action;
import fr.preau.channels.board.BoardWords;
import fr.preau.channels.board.Coverage;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.PostId;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The board over HTTP. */
public final class BoardRoutes {
    private static final int STATE_CHARS = 60;
    private static final Pattern HOW = Pattern.compile("paper|phone|in_person");

    private record ChildPage(
            List<ChildView> items, @Nullable String next) {}

    /** For how many children somebody is asked again. */
    private record Reminded(int children) {}

    private record Told(UUID pupil, String how) {
        private Told {
            Fields.present("pupil", pupil);
            Fields.matching("how", how, HOW);
        }
    }

    private final Ground ground;
    private final Boards boards;

    public BoardRoutes(Ground ground, Conversation conversation) {
        this.ground = ground;
        this.boards = new Boards(ground, conversation);
    }

    public List<Endpoint> endpoints() {
        String reach = "/api/v1/channels/{channel}/posts/{post}/reach";
        return List.of(
                Endpoint.signed("getReach", HttpMethod.GET, reach, this::numbers),
                Endpoint.signed("listReachChildren", HttpMethod.GET, reach + "/children", this::children),
                Endpoint.signed("remindReach", HttpMethod.POST, reach + "/reminders", this::remind),
                Endpoint.signed("tellReach", HttpMethod.POST, reach + "/told", this::tell));
    }

    private Future<Reply> numbers(Exchange x) {
        return sight(x, Action.SEE_REACH)
                .compose(sight -> boards.numbers(sight, words(x)))
                .map(Reply::ok);
    }

    private Future<Reply> children(Exchange x) {
        Set<Coverage> wanted = states(x.query("state"));
        String cursor = x.query("cursor");
        UUID after = cursor == null ? null : Fields.uuid("cursor", cursor);
        int limit = x.pageSize(ground.settings().limits());
        return sight(x, Action.SEE_REACH)
                .compose(boards::posture)
                .compose(posture -> boards.children(posture, wanted, after, limit + 1)
                        .map(found -> Reply.ok(page(posture, found, limit, words(x)))));
    }

    private ChildPage page(Boards.Posture posture, List<BoardStore.Child> found, int limit, BoardWords words) {
        var board = posture.board(boards.resting(posture.at()));
        List<ChildView> items = found.stream()
                .limit(limit)
                .map(child -> ChildView.of(child, board, words))
                .toList();
        return new ChildPage(
                items, found.size() > limit ? items.getLast().pupil().toString() : null);
    }

    private Future<Reply> remind(Exchange x) {
        return sight(x, Action.REMIND).compose(boards::remind).map(children -> Reply.ok(new Reminded(children)));
    }

    private Future<Reply> tell(Exchange x) {
        Told told = x.body(Told.class);
        return sight(x, Action.TELL)
                .compose(sight -> boards.tell(sight, told.pupil(), told.how()))
                .map(done -> Reply.none());
    }

    private Future<Boards.Sight> sight(Exchange x, Action action) {
        return boards.sight(x.caller(), new ChannelId(x.id("channel")), new PostId(x.id("post")), action);
    }

    /** One state or several, with commas between; none means all. */
    static Set<Coverage> states(@Nullable String text) {
        if (text == null) {
            return Set.of();
        }
        if (text.length() > STATE_CHARS) {
            throw Refused.field("state");
        }
        return Stream.of(text.split(",", -1))
                .map(word -> Stream.of(Coverage.values())
                        .filter(one -> one.code().equals(word))
                        .findFirst()
                        .orElseThrow(() -> Refused.field("state")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** English where the client names it first, else French. */
    static BoardWords words(Exchange x) {
        String accepted = x.header("Accept-Language");
        boolean english =
                accepted != null && accepted.toLowerCase(Locale.ROOT).strip().startsWith("en");
        return BoardWords.in(english ? "en" : "fr");
    }
}
