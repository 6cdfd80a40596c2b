package fr.preau.hub;

import fr.preau.channels.reach.Route;
import fr.preau.config.Settings.Role;
import fr.preau.hub.audit.AnchorVerticle;
import fr.preau.hub.audit.Anchors;
import fr.preau.hub.audit.Audit;
import fr.preau.hub.audit.AuditRoutes;
import fr.preau.hub.board.BoardRoutes;
import fr.preau.hub.board.ContactTaskRoutes;
import fr.preau.hub.budget.BudgetRoutes;
import fr.preau.hub.bulletin.AudienceStore;
import fr.preau.hub.bulletin.BulletinRoutes;
import fr.preau.hub.cluster.Nodes;
import fr.preau.hub.conversation.ContactRoutes;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.conversation.ConversationRoutes;
import fr.preau.hub.edge.Edge;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.HttpVerticle;
import fr.preau.hub.edge.ReadyCheck;
import fr.preau.hub.edge.RunningRoutes;
import fr.preau.hub.email.Email;
import fr.preau.hub.email.MailroomVerticle;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.identity.Identity;
import fr.preau.hub.outbox.OutboxVerticle;
import fr.preau.hub.pause.LeavingRoutes;
import fr.preau.hub.pause.PausePolicies;
import fr.preau.hub.pause.PauseRoutes;
import fr.preau.hub.preference.ContactConfirmationRoutes;
import fr.preau.hub.preference.ContactMessenger;
import fr.preau.hub.preference.PlaceReachRoutes;
import fr.preau.hub.preference.PreferenceRoutes;
import fr.preau.hub.push.Push;
import fr.preau.hub.reach.Carrier;
import fr.preau.hub.reach.Reach;
import fr.preau.hub.reach.RedriveRoutes;
import fr.preau.hub.safety.Safety;
import fr.preau.hub.safety.SafetyRoutes;
import fr.preau.hub.sandbox.Sandbox;
import fr.preau.hub.signing.SigningRoutes;
import fr.preau.hub.sms.Sms;
import fr.preau.hub.sms.SmsGate;
import fr.preau.hub.stream.ConversationSource;
import fr.preau.hub.stream.Streams;
import fr.preau.hub.template.Templates;
import fr.preau.hub.web.WebRoutes;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All features of one node, put together: the one place that knows each of them. */
public final class Rooms {
    private final Ground ground;
    private final Identity identity;
    private final Conversation conversation;
    private final Optional<Sandbox> sandbox;
    private final Reach reach;
    private final Sms sms;
    private final Email email;
    private final Anchors anchors;
    private final Streams streams;
    private final Optional<Nodes> nodes;
    private final List<Endpoint> endpoints;
    private final List<String> deployments = new CopyOnWriteArrayList<>();
    private volatile @Nullable String streamDeployment;
    private volatile boolean leaving;
    private final List<HttpVerticle> servers = new CopyOnWriteArrayList<>();

    public Rooms(Ground ground) {
        this.ground = ground;
        Conversation.registerCodecs(ground.vertx().eventBus());
        AudienceStore audiences = new AudienceStore(ground.pool());
        Audit audit = new Audit(ground);
        this.anchors = new Anchors(ground, audit);
        Safety safety = new Safety(ground, audit);
        this.conversation = new Conversation(ground, audiences, safety);
        this.identity = Identity.open(ground);
        this.sandbox = Sandbox.open(ground);
        Templates templates = new Templates(ground, audit);
        PausePolicies pauses = PausePolicies.open(ground);
        Sms sms = Sms.open(
                ground,
                sandbox.map(Sandbox::address)
                        .map(to -> new SmsGate.SandboxAddress(to.hub(), to.path(), to.sid(), to.token())),
                conversation,
                pauses);
        this.sms = sms;
        Push push = Push.open(ground, sandbox.map(open -> open.address().hub()));
        List<Carrier> carriers = new ArrayList<>(push.carriers());
        this.email = Email.open(ground, sandbox.map(Sandbox::mailPort), conversation, templates);
        sandbox.ifPresent(open -> open.answersTo(() -> email.mailroom().map(MailroomVerticle::port)));
        carriers.addAll(email.carriers());
        carriers.addAll(sms.carriers(templates));
        this.reach = Reach.open(ground, carriers, pauses);
        this.streams = new Streams(ground, identity.authenticator(), new ConversationSource(conversation));
        this.nodes = ground.settings().cluster().shared()
                ? Optional.of(new Nodes(ground, sharedKeys(push), streaming()))
                : Optional.empty();
        List<Endpoint> all = new ArrayList<>();
        all.addAll(new RunningRoutes(ground, readyChecks()).endpoints());
        if (does(Role.API)) {
            all.addAll(identity.endpoints());
            all.addAll(new ContactRoutes(ground).endpoints());
            all.addAll(new ConversationRoutes(ground, conversation).endpoints());
            all.addAll(new BulletinRoutes(ground, conversation).endpoints());
            all.addAll(new SigningRoutes(ground, conversation).endpoints());
            all.addAll(new SafetyRoutes(safety).endpoints());
            all.addAll(new AuditRoutes(ground, audit, anchors).endpoints());
            all.addAll(push.endpoints());
            all.addAll(new PauseRoutes(ground, pauses, audit).endpoints());
            all.addAll(new BudgetRoutes(ground, audit).endpoints());
            all.addAll(new RedriveRoutes(ground).endpoints());
            all.addAll(new PreferenceRoutes(ground, pauses).endpoints());
            all.addAll(new PlaceReachRoutes(ground, audit).endpoints());
            all.addAll(new ContactConfirmationRoutes(ground, messengers()).endpoints());
            all.addAll(new LeavingRoutes(ground, conversation, audiences, pauses).endpoints());
            all.addAll(new BoardRoutes(ground, conversation, pauses, audit).endpoints());
            all.addAll(new ContactTaskRoutes(ground).endpoints());
            all.addAll(sms.endpoints());
            all.addAll(email.endpoints());
            all.addAll(templates.endpoints(email.preview()));
            sandbox.ifPresent(open -> all.addAll(open.endpoints()));
        }
        if (does(Role.STREAM)) {
            all.addAll(streams.endpoints());
        }
        this.endpoints = List.copyOf(all);
    }

    private List<ReadyCheck> readyChecks() {
        List<ReadyCheck> checks = new ArrayList<>();
        checks.add(new ReadyCheck(
                "node", () -> Future.succeededFuture(leaving ? Optional.of("is stopping") : Optional.empty())));
        checks.add(ReadyCheck.database(ground));
        nodes.ifPresent(several -> checks.add(several.check()));
        return checks;
    }

    private Map<String, String> sharedKeys(Push push) {
        Map<String, String> keys = new HashMap<>(Map.of("security.signingKeyFile", identity.keyId()));
        if (!push.key().isEmpty()) {
            keys.put("push.keyFile", push.key());
        }
        return keys;
    }

    private Nodes.Streaming streaming() {
        return new Nodes.Streaming() {
            @Override
            public void look() {
                streams.look();
            }

            @Override
            public void away(boolean away) {
                streams.away(away);
            }
        };
    }

    private Map<Route, ContactMessenger> messengers() {
        Map<Route, ContactMessenger> messengers = new EnumMap<>(Route.class);
        sms.messenger()
                .ifPresent(open -> messengers.put(Route.SMS, (address, subject, text) -> open.apply(address, text)));
        if (!email.carriers().isEmpty()) {
            messengers.put(Route.EMAIL, email::send);
        }
        return messengers;
    }

    private boolean does(Role role) {
        return ground.settings().node().roles().contains(role);
    }

    /** Every operation that this node answers over HTTP. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Opens the doors when all that serves requests is there, then the work that goes on behind them. */
    Future<Integer> open() {
        Edge edge = new Edge(ground, identity.authenticator());
        DeploymentOptions eachLoop =
                new DeploymentOptions().setInstances(ground.settings().http().loops());
        return nodes.map(Nodes::enter)
                .orElseGet(Future::succeededFuture)
                .compose(entered -> ground.vertx().deployVerticle(streams.verticle(), eachLoop))
                .map(deployed -> streamDeployment = deployed)
                .compose(deployed -> openDoors(edge, eachLoop));
    }

    private Future<Integer> openDoors(Edge edge, DeploymentOptions eachLoop) {
        return ground.vertx()
                .deployVerticle(
                        () -> {
                            HttpVerticle server = new HttpVerticle(
                                    ground.settings(), vertx -> edge.router(vertx, endpoints, WebRoutes::mount));
                            servers.add(server);
                            return server;
                        },
                        eachLoop)
                .map(deployed -> {
                    deployments.add(deployed);
                    return servers.getFirst().port();
                })
                .compose(port -> deploy(new AnchorVerticle(anchors))
                        .compose(anchored -> openDeliveries())
                        .map(port));
    }

    /** After the doors, so that it ends before them: what is under way may still be reported. */
    private Future<Void> openDeliveries() {
        if (!reach.delivers()) {
            return Future.succeededFuture();
        }
        Future<Void> opened = sandbox.map(Sandbox::mail).map(this::deploy).orElseGet(Future::succeededFuture);
        opened = opened.compose(ok -> deploy(new OutboxVerticle(ground, reach.follower())));
        for (VerticleBase sender : reach.senders()) {
            opened = opened.compose(ok -> deploy(sender));
        }
        opened = opened.compose(ok -> email.digests().map(this::deploy).orElseGet(Future::succeededFuture));
        opened = opened.compose(ok -> email.mailroom().map(this::deploy).orElseGet(Future::succeededFuture));
        // Last, so that it ends before the providers that it sends by.
        return opened.compose(ok -> sms.answers().map(this::deploy).orElseGet(Future::succeededFuture));
    }

    private Future<Void> deploy(VerticleBase verticle) {
        return ground.vertx().deployVerticle(verticle).map(deployed -> {
            deployments.add(deployed);
            return null;
        });
    }

    /** From now on this node is not ready, so that no proxy sends it anybody; it still serves who comes. */
    void beginLeaving() {
        leaving = true;
    }

    /** Sends those home who are on a stream, then closes in the opposite order. */
    Future<Void> close() {
        String streaming = streamDeployment;
        Future<Void> closed =
                streaming == null ? Future.succeededFuture() : ground.vertx().undeploy(streaming);
        for (String deployment : List.copyOf(deployments).reversed()) {
            closed = closed.eventually(() -> ground.vertx().undeploy(deployment));
        }
        long patience = TimeUnit.SECONDS.toMillis(ground.settings().limits().shutdownSeconds()) / 4;
        return closed.eventually(() -> conversation.close(patience))
                .eventually(() -> nodes.map(Nodes::leave).orElseGet(Future::succeededFuture))
                .onComplete(done -> identity.close());
    }
}
