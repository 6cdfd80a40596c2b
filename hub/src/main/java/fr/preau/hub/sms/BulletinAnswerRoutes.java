package fr.preau.hub.sms;

import fr.preau.channels.access.Action;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What families answered by SMS to a service's bulletins, for its officers and nobody else. */
final class BulletinAnswerRoutes {
    private record Page(
            List<BulletinAnswerStore.Given> items, @Nullable Long next) {}

    private final Ground ground;
    private final Conversation conversation;
    private final BulletinAnswerStore answers;

    BulletinAnswerRoutes(Ground ground, Conversation conversation) {
        this.ground = ground;
        this.conversation = conversation;
        this.answers = new BulletinAnswerStore(ground.pool());
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.signed(
                "listSmsAnswers", HttpMethod.GET, "/api/v1/channels/{channel}/sms-answers", this::list));
    }

    private Future<Reply> list(Exchange x) {
        var channel = new ChannelId(x.id("channel"));
        long before = x.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        int limit = x.pageSize(ground.settings().limits());
        return conversation
                .placeFor(x.caller(), channel, Action.SEE_ANSWERS)
                .compose(place -> answers.list(
                        channel.value(), Optional.ofNullable(place.service()).orElse(""), before, limit + 1))
                .map(found -> {
                    var items = found.subList(0, Math.min(limit, found.size()));
                    return Reply.ok(new Page(
                            items, found.size() > limit ? items.getLast().id() : null));
                });
    }
}
