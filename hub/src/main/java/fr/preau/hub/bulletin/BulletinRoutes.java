package fr.preau.hub.bulletin;

import fr.preau.channels.access.Action;
import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.bulletin.Scope;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.Place;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.conversation.AudienceView;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.Purses;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** What the writer of a bulletin asks beforehand: which audiences there are, and how many people one reaches. */
public final class BulletinRoutes {
    private static final int AUDIENCE_MAX = 200;

    private record Choices(List<AudienceStore.Choice> items) {}

    /**
     * Whom a post would reach.
     *
     * @param beyondBudget telephones among {@code bySms} for which the payer has nothing left today
     */
    private record Counted(int children, int people, int byApp, int bySms, int beyondBudget, int unreachable) {}

    private record Question(List<AudienceView> audience) {
        private Question {
            audience = Fields.list("audience", audience, 1, AUDIENCE_MAX);
        }
    }

    private final Conversation conversation;
    private final AudienceStore store;
    private final Purses purses;
    private final int segments;

    public BulletinRoutes(Ground ground, Conversation conversation) {
        this.conversation = conversation;
        this.store = new AudienceStore(ground.pool());
        this.purses = new Purses(ground);
        this.segments = ground.settings().limits().smsSegments();
    }

    public List<Endpoint> endpoints() {
        String path = "/api/v1/channels/{channel}/audience";
        return List.of(
                Endpoint.signed("listAudiences", HttpMethod.GET, path, this::choices),
                Endpoint.signed("countAudience", HttpMethod.POST, path + "/count", this::count));
    }

    private Future<Reply> choices(Exchange x) {
        ChannelId channel = new ChannelId(x.id("channel"));
        return conversation
                .placeFor(x.caller(), channel, Action.LIST_AUDIENCES)
                .compose(place -> store.choices(channel))
                .map(items -> Reply.ok(new Choices(items)));
    }

    private Future<Reply> count(Exchange x) {
        List<Audience> parts = x.body(Question.class).audience().stream()
                .map(AudienceView::part)
                .toList();
        ChannelId channel = new ChannelId(x.id("channel"));
        return conversation
                .placeFor(x.caller(), channel, Action.COUNT_AUDIENCE)
                .compose(place -> own(place, parts))
                .compose(own -> own
                        ? store.count(parts).compose(count -> counted(channel, count))
                        : Future.failedFuture(new Refused(Refusal.field(Problem.AUDIENCE_NOT_YOURS, "audience"))))
                .map(Reply::ok);
    }

    /** With the telephones for which there is no money, should each message be as long as one may be. */
    private Future<Counted> counted(ChannelId channel, AudienceStore.Count count) {
        return purses.of(channel.value())
                .map(purse -> new Counted(
                        count.children(),
                        count.people(),
                        count.byApp(),
                        count.bySms(),
                        purse.lacks(count.bySms(), segments),
                        count.unreachable()));
    }

    /** A town's officer may ask about the service's own audiences, a head about the school's families. */
    private Future<Boolean> own(Place place, List<Audience> parts) {
        if (place.targeted()) {
            return store.allOf(place.id(), parts);
        }
        return store.schoolOf(place.id())
                .map(school -> parts.stream()
                        .allMatch(part ->
                                part.scope() == Scope.SCHOOL && part.ref().equals(school)));
    }
}
