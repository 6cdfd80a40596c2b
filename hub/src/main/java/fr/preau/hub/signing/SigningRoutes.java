package fr.preau.hub.signing;

import fr.preau.channels.access.AccessTable;
import fr.preau.channels.access.Action;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.conversation.Place;
import fr.preau.channels.conversation.PostId;
import fr.preau.channels.conversation.Signing;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.Moments;
import fr.preau.hub.reach.ReachChange;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signing over HTTP. */
public final class SigningRoutes {
    private record Sign(@Nullable UUID pupil) {
        private Sign {
            Fields.present("pupil", pupil);
        }
    }

    private record Signature(UUID pupil, Instant at) {}

    private record Signatures(List<SignatureStore.ToSign> items) {}

    private final Ground ground;
    private final Conversation conversation;
    private final SignatureStore store;
    private final Signing signing = new Signing(AccessTable.standard());

    public SigningRoutes(Ground ground, Conversation conversation) {
        this.ground = ground;
        this.conversation = conversation;
        this.store = new SignatureStore(ground.pool());
    }

    public List<Endpoint> endpoints() {
        String signature = "/api/v1/channels/{channel}/posts/{post}/signature";
        return List.of(
                Endpoint.signed("listSignatures", HttpMethod.GET, signature, this::mine),
                Endpoint.signed("sign", HttpMethod.POST, signature, this::sign));
    }

    private Future<Reply> mine(Exchange x) {
        return place(x).compose(place -> {
            refuse(signing.allowed(place));
            return store.mine(x.caller(), place.id(), postOf(x)).map(items -> Reply.ok(new Signatures(items)));
        });
    }

    /** Once: a second time answers with the first moment. */
    private Future<Reply> sign(Exchange x) {
        UUID pupil = Fields.present("pupil", x.body(Sign.class).pupil());
        PostId post = postOf(x);
        Instant now = Moments.kept(ground.clock().instant());
        return place(x).compose(place -> {
                    refuse(signing.allowed(place));
                    return store.facts(x.caller(), place.id(), post, pupil).map(facts -> {
                        refuse(signing.sign(place, facts.orElseThrow(() -> new Refused(Problem.NOT_FOUND))));
                        return place;
                    });
                })
                .compose(place -> store.sign(x.caller(), post, pupil, now))
                .map(signed -> {
                    var done = signed.orElseThrow(() -> new Refused(Problem.ALREADY_RECALLED));
                    if (done.fresh()) {
                        ReachChange.publish(ground.vertx().eventBus(), post.value());
                    }
                    return Reply.ok(new Signature(pupil, done.at()));
                });
    }

    private Future<Place> place(Exchange x) {
        return conversation.placeFor(x.caller(), new ChannelId(x.id("channel")), Action.READ);
    }

    private static PostId postOf(Exchange x) {
        return new PostId(x.id("post"));
    }

    private static void refuse(Optional<Refusal> refusal) {
        refusal.ifPresent(why -> {
            throw new Refused(why);
        });
    }
}
