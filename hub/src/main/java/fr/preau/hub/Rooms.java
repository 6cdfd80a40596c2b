package fr.preau.hub;

import fr.preau.hub.bulletin.AudienceStore;
import fr.preau.hub.bulletin.BulletinRoutes;
import fr.preau.hub.conversation.ContactRoutes;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.conversation.ConversationRoutes;
import fr.preau.hub.edge.Edge;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.HttpVerticle;
import fr.preau.hub.edge.RunningRoutes;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.identity.Identity;
import fr.preau.hub.web.WebRoutes;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All features of one node, put together: the one place that knows each of them. */
public final class Rooms {
    private final Ground ground;
    private final Identity identity;
    private final List<Endpoint> endpoints;
    private final List<String> deployments = new CopyOnWriteArrayList<>();
    private final List<HttpVerticle> servers = new CopyOnWriteArrayList<>();

    public Rooms(Ground ground) {
        this.ground = ground;
        Conversation.registerCodecs(ground.vertx().eventBus());
        Conversation conversation = new Conversation(ground, new AudienceStore(ground.pool()));
        this.identity = Identity.open(ground);
        List<Endpoint> all = new ArrayList<>();
        all.addAll(new RunningRoutes(ground).endpoints());
        all.addAll(identity.endpoints());
        all.addAll(new ContactRoutes(ground).endpoints());
        all.addAll(new ConversationRoutes(ground, conversation).endpoints());
        all.addAll(new BulletinRoutes(ground, conversation).endpoints());
        this.endpoints = List.copyOf(all);
    }

    /** Every operation that this node answers over HTTP. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Opens the doors last: what serves requests is there before the first one comes. */
    Future<Integer> open() {
        Edge edge = new Edge(ground, identity.authenticator());
        int loops = ground.settings().http().loops();
        return ground.vertx()
                .deployVerticle(
                        () -> {
                            HttpVerticle server = new HttpVerticle(
                                    ground.settings(), vertx -> edge.router(vertx, endpoints, WebRoutes::mount));
                            servers.add(server);
                            return server;
                        },
                        new DeploymentOptions().setInstances(loops))
                .map(deployed -> {
                    deployments.add(deployed);
                    return servers.getFirst().port();
                });
    }

    /** Closes in the opposite order: the doors first. */
    Future<Void> close() {
        Future<Void> closed = Future.succeededFuture();
        for (String deployment : List.copyOf(deployments).reversed()) {
            closed = closed.eventually(() -> ground.vertx().undeploy(deployment));
        }
        return closed.onComplete(done -> identity.close());
    }
}
