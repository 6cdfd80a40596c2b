package fr.preau.hub.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.config.Settings;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.TestDatabase;
import fr.preau.hub.outbox.OutboxVerticle;
import fr.preau.hub.pause.PausePolicies;
import fr.preau.hub.reach.Reach;
import fr.preau.hub.reach.ReachTown;
import fr.preau.hub.reach.Wait;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bulletin, its receipt and the answer to it, over SMPP to a message centre of the library's server side. */
@Timeout(60)
class SmppDoorTest {
    private static final String PARENT = "+33639980001";
    private static final byte HEADED = 0x40;

    private final Vertx vertx = Vertx.vertx();
    private final List<SubmitSm> requests = new CopyOnWriteArrayList<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private SMPPServerSessionListener centre;
    private Ground ground;
    private ReachTown town;

    @BeforeEach
    void open() throws IOException {
        var socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        centre = new SMPPServerSessionListener(socket.getLocalPort(), new Loopback(socket));
        centre.setMessageReceiverListener((ServerMessageReceiverListener) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServerMessageReceiverListener.class},
                (proxy, method, args) -> {
                    if (method.getName().equals("onAcceptSubmitSm")) {
                        requests.add((SubmitSm) args[0]);
                        return new SubmitSmResult(new MessageId("m" + requests.size()), new OptionalParameter[0]);
                    }
                    return null;
                }));
        Thread.ofVirtual().start(this::welcome);
        var settings = Settings.of(Map.of(
                "node.name", "test",
                "pause.enabled", "false",
                "sms.second.provider", "smpp",
                "sms.second.host", "127.0.0.1",
                "sms.second.port", Integer.toString(socket.getLocalPort()),
                "sms.second.systemId", "preau",
                "sms.second.password", "geheim",
                "sms.second.sourceAddress", "36180"));
        ground = new Ground(
                vertx,
                TestDatabase.fresh(vertx),
                settings,
                Clock.systemUTC(),
                new Random(1),
                new SimpleMeterRegistry());
        town = new ReachTown(ground.pool());
        var conversation = new Conversation(ground, (channel, parts) -> Future.succeededFuture(true));
        var sms = Sms.open(ground, Optional.empty(), conversation, PausePolicies.open(ground));
        var reach = Reach.open(ground, sms.carriers());
        reach.senders().forEach(sender -> ReachTown.await(vertx.deployVerticle(sender)));
        ReachTown.await(vertx.deployVerticle(sms.answers().orElseThrow()));
        ReachTown.await(vertx.deployVerticle(new OutboxVerticle(ground, reach.follower())));
    }

    @AfterEach
    void close() throws IOException {
        for (var deployment : List.copyOf(vertx.deploymentIDs()).reversed()) {
            ReachTown.await(vertx.undeploy(deployment));
        }
        centre.close();
        sessions.forEach(SMPPServerSession::close);
        ReachTown.await(ground.pool().close());
        ReachTown.await(vertx.close());
    }

    @Test
    void a_bulletin_leaves_its_receipt_settles_it_and_the_answer_is_answered() throws Exception {
        town.guardian(PARENT);
        town.bulletin("Cantine", "Pas de poisson.", ground.clock().instant());
        Wait.until(() -> requests.size() == 1 && town.states().equals("submitted=1"), town::states);

        deliver((byte) 4, "id:m1 sub:001 dlvrd:001 stat:DELIVRD err:000");
        Wait.until(() -> town.states().equals("delivered=1"), town::states);
        assertEquals(0, town.number("select count(*) from sms_receipt"), "settled");

        deliver((byte) 0, "Et sans porc ?");
        deliver((byte) 0, "Et sans porc ?");
        Wait.until(() -> requests.size() == 2, () -> requests.size() + " requests");
        assertEquals(1, town.number("select count(*) from sms_inbound where state = 'unread'"));
        assertEquals("33639980001", requests.getLast().getDestAddress());
    }

    @Test
    void a_receipt_faster_than_the_answer_to_its_request_waits_and_one_of_nobody_harms_nobody() throws Exception {
        Wait.until(() -> !sessions.isEmpty(), () -> "bound");
        deliver((byte) 4, "id:m1 stat:DELIVRD err:000");
        assertEquals(1, town.number("select count(*) from sms_receipt"));

        town.guardian(PARENT);
        town.bulletin("Cantine", "Pas de poisson.", ground.clock().instant());

        Wait.until(() -> town.states().equals("delivered=1"), town::states);
    }

    @Test
    void a_long_answer_is_put_together_whichever_node_its_parts_came_to() throws Exception {
        Wait.until(() -> !sessions.isEmpty(), () -> "bound");
        deliver(HEADED, part(3, "du porc"));
        deliver(HEADED, part(3, "du porc"));
        assertEquals(1, town.number("select count(*) from sms_part"), "kept before it was confirmed, once");
        ReachTown.await(ground.pool()
                .query("insert into sms_part values ('" + PARENT + "', '36180', 42, 3, 1, 'Pas ', now())," + " ('"
                        + PARENT + "', '36180', 41, 3, 2, 'Une autre', now())")
                .execute()); // another node

        deliver(HEADED, part(2, "encore "));

        assertEquals(1, town.number("select count(*) from sms_inbound where body = 'Pas encore du porc'"));
        assertEquals(1, town.number("select count(*) from sms_part"), "of another message");
    }

    private static String part(int place, String text) {
        return "\u0005\u0000\u0003\u002a\u0003" + (char) place + text;
    }

    private void deliver(byte esmClass, String text) throws Exception {
        sessions.getLast()
                .deliverShortMessage(
                        "",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        PARENT.substring(1),
                        TypeOfNumber.NETWORK_SPECIFIC,
                        NumberingPlanIndicator.UNKNOWN,
                        "36180",
                        new ESMClass(esmClass),
                        (byte) 0,
                        (byte) 0,
                        new RegisteredDelivery(0),
                        DataCodings.ZERO,
                        text.getBytes(StandardCharsets.US_ASCII));
    }

    private void welcome() {
        try {
            while (true) {
                var session = centre.accept();
                session.waitForBind(5_000).accept("centre");
                sessions.add(session);
            }
        } catch (Exception over) {
            // the test is over
        }
    }

    private record Loopback(ServerSocket socket) implements ServerConnectionFactory {
        @Override
        public ServerConnection listen(int port) {
            return new ServerSocketConnection(socket);
        }

        @Override
        public ServerConnection listen(int port, int timeout) {
            return listen(port);
        }

        @Override
        public ServerConnection listen(int port, int timeout, int backlog) {
            return listen(port);
        }
    }
}
