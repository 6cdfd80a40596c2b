package fr.preau.hub.board;

import fr.preau.channels.access.Action;
import fr.preau.channels.board.BoardWords;
import fr.preau.channels.board.Coverage;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.PostId;
import fr.preau.hub.audit.Audit;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.pause.PausePolicies;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.ContextInternal;
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
    private static final Set<Coverage> LEFT = Set.of(Coverage.NOT_REACHED, Coverage.WAITING, Coverage.REACHED);
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
    private final Watches watches;

    public BoardRoutes(Ground ground, Conversation conversation, PausePolicies pauses, Audit audit) {
        this.ground = ground;
        this.boards = new Boards(ground, conversation, pauses, audit);
        this.watches = new Watches(ground, boards);
    }

    public List<Endpoint> endpoints() {
        String reach = "/api/v1/channels/{channel}/posts/{post}/reach";
        return List.of(
                Endpoint.signed("getReach", HttpMethod.GET, reach, this::numbers),
                Endpoint.signed("listReachChildren", HttpMethod.GET, reach + "/children", this::children),
                Endpoint.signed("reachSheet", HttpMethod.GET, reach + ".csv", this::sheet),
                Endpoint.signed("reachList", HttpMethod.GET, reach + ".pdf", this::list),
                Endpoint.signed("remindReach", HttpMethod.POST, reach + "/reminders", this::remind),
                Endpoint.signed("tellReach", HttpMethod.POST, reach + "/told", this::tell),
                Endpoint.signed("withdrawTold", HttpMethod.DELETE, reach + "/told/{pupil}", this::withdraw));
    }

    private Future<Reply> numbers(Exchange x) {
        BoardWords words = words(x);
        return sight(x, Action.SEE_REACH)
                .compose(sight -> boards.numbers(sight, words).map(numbers -> {
                    watches.add(sight, words, numbers);
                    return Reply.ok(numbers);
                }));
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
        List<ChildView> items = found.stream()
                .limit(limit)
                .map(child -> ChildView.of(child, posture.board(), words))
                .toList();
        return new ChildPage(
                items, found.size() > limit ? items.getLast().pupil().toString() : null);
    }

    private Future<Reply> sheet(Exchange x) {
        Set<Coverage> wanted = states(x.query("state"));
        return sight(x, Action.SEE_REACH)
                .compose(boards::posture)
                .compose(posture -> boards.all(posture, wanted).map(children -> {
                    var sheet = new BoardSheet(words(x), posture.board(), posture.zone());
                    sheet.add(children);
                    return download("text/csv; charset=utf-8", sheet.bytes(), "familles.csv");
                }));
    }

    private Future<Reply> list(Exchange x) {
        BoardWords words = words(x);
        return sight(x, Action.SEE_REACH)
                .compose(boards::posture)
                .compose(posture -> boards.all(posture, LEFT)
                        .compose(children -> drawn(posture, children, words))
                        .map(bytes -> download("application/pdf", Buffer.buffer(bytes), "familles.pdf")));
    }

    private Future<byte[]> drawn(Boards.Posture posture, List<BoardStore.Child> children, BoardWords words) {
        Subject subject = posture.subject();
        var heading = new CallList.Heading(subject.title(), subject.at(), posture.at(), posture.zone());
        Promise<byte[]> done = ground.vertx().getOrCreateContext() instanceof ContextInternal context
                ? context.promise()
                : Promise.promise();
        Thread.ofVirtual().name("call-list").start(() -> {
            try {
                done.complete(CallList.pdf(heading, children, posture.board(), words));
            } catch (RuntimeException e) {
                done.fail(e);
            }
        });
        return done.future();
    }

    private static Reply download(String type, Buffer body, String name) {
        return Reply.text(type, body).with("Content-Disposition", "attachment; filename=\"" + name + "\"");
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

    private Future<Reply> withdraw(Exchange x) {
        UUID pupil = x.id("pupil");
        return sight(x, Action.TELL)
                .compose(sight -> boards.withdraw(sight, pupil))
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
