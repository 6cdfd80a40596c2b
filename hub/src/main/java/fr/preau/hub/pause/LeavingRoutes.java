package fr.preau.hub.pause;

import fr.preau.channels.access.Action;
import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.Place;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.channels.reach.PauseBook;
import fr.preau.hub.conversation.AudienceCheck;
import fr.preau.hub.conversation.AudienceView;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the writer beforehand when notices of a post would leave; in the app everybody sees it at once. */
public final class LeavingRoutes {
    private static final int AUDIENCE_MAX = 200;

    private record Question(@Nullable List<AudienceView> audience) {
        private Question {
            audience = audience == null ? null : Fields.list("audience", audience, 1, AUDIENCE_MAX);
        }

        List<Audience> parts() {
            return audience == null
                    ? List.of()
                    : audience.stream().map(AudienceView::part).toList();
        }
    }

    /**
     * When notices leave.
     *
     * @param atOnce people for whom there is no pause now
     * @param later people who are told when their pause ends
     * @param from when the first of these are told; absent where there are none
     * @param to when the last of these are told
     * @param unknownSchoolYear as 2027-28: its school holidays should rest and are not known, so they count as school days
     */
    record Leaving(
            int atOnce,
            int later,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String unknownSchoolYear) {

        static Leaving of(List<ReaderStore.Group> groups, PauseBook book, Instant now) {
            int atOnce = 0;
            int later = 0;
            Instant from = null;
            Instant to = null;
            String unknown = null;
            for (var group : groups) {
                unknown = unknown == null
                        ? book.unknownSchoolYear(now, group.to()).orElse(null)
                        : unknown;
                var span = book.span(now, group.to());
                if (span.isEmpty()) {
                    atOnce += group.people();
                } else {
                    later += group.people();
                    var window = span.get();
                    from = from == null || window.opens().isBefore(from) ? window.opens() : from;
                    to = to == null || window.closes().isAfter(to) ? window.closes() : to;
                }
            }
            return new Leaving(atOnce, later, from, to, unknown);
        }
    }

    private final Ground ground;
    private final Conversation conversation;
    private final AudienceCheck audiences;
    private final PausePolicies policies;
    private final ReaderStore readers;

    public LeavingRoutes(Ground ground, Conversation conversation, AudienceCheck audiences, PausePolicies policies) {
        this.ground = ground;
        this.conversation = conversation;
        this.audiences = audiences;
        this.policies = policies;
        this.readers = new ReaderStore(ground.pool());
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.signed("leavesAt", HttpMethod.POST, "/api/v1/channels/{channel}/leaves-at", this::leavesAt));
    }

    private Future<Reply> leavesAt(Exchange x) {
        List<Audience> parts = x.body(Question.class).parts();
        ChannelId channel = new ChannelId(x.id("channel"));
        return conversation
                .placeFor(x.caller(), channel, Action.POST)
                .compose(place -> groups(x, place, parts))
                .compose(groups -> policies.book()
                        .map(book -> Leaving.of(groups, book, ground.clock().instant())))
                .map(Reply::ok);
    }

    private Future<List<ReaderStore.Group>> groups(Exchange x, Place place, List<Audience> parts) {
        var channel = place.id().value();
        var writer = x.caller().person().value();
        if (!place.targeted()) {
            return parts.isEmpty()
                    ? readers.ofChannel(channel, writer)
                    : Future.failedFuture(Refused.field("audience"));
        }
        if (parts.isEmpty()) {
            return Future.failedFuture(Refused.field("audience"));
        }
        return audiences
                .allOf(place.id(), parts)
                .compose(ours -> ours
                        ? readers.ofAudience(channel, writer, parts)
                        : Future.failedFuture(new Refused(Refusal.field(Problem.AUDIENCE_NOT_YOURS, "audience"))));
    }
}
