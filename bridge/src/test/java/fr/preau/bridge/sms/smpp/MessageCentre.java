package fr.preau.bridge.sms.smpp;

import fr.preau.config.Secret;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;

/** An operator's message centre on a free port, by the server side of the library: keeps what it gets, answers as told. */
final class MessageCentre implements AutoCloseable {
    static final String PASSWORD = "geheim";

    /** What happens to a submit_sm: an id, or an exception with a command_status. */
    interface Behaviour {
        String take(SubmitSm sm, SMPPServerSession session) throws ProcessRequestException;
    }

    final List<SubmitSm> requests = new CopyOnWriteArrayList<>();
    final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger binds = new AtomicInteger();
    volatile Behaviour behaviour = (sm, session) -> "id" + requests.size();
    private final SMPPServerSessionListener listener;
    private final int port;

    MessageCentre() throws IOException {
        this(0);
    }

    MessageCentre(int wanted) throws IOException {
        this(new ServerSocket(wanted, 50, InetAddress.getLoopbackAddress()));
    }

    /** Behind a socket of the test's own, for example an encrypted one. */
    MessageCentre(ServerSocket socket) throws IOException {
        port = socket.getLocalPort();
        listener = new SMPPServerSessionListener(port, new Loopback(socket));
        listener.setMessageReceiverListener(receiver());
        Thread.ofVirtual().start(this::welcome);
    }

    int port() {
        return port;
    }

    SmppAccount account(SmppAccount.LongMessages longMessages) {
        return account(longMessages, false);
    }

    SmppAccount account(SmppAccount.LongMessages longMessages, boolean tls) {
        return new SmppAccount(
                "smpp",
                "127.0.0.1",
                port,
                tls,
                "preau",
                new Secret(PASSWORD),
                "MAIRIE",
                longMessages,
                Duration.ofHours(4),
                Duration.ofSeconds(2),
                Duration.ofMillis(700),
                Duration.ofMillis(200),
                10);
    }

    /** Sends something from this telephone to us; returns when we confirmed it. */
    void deliver(String from, byte esmClass, byte dataCoding, byte[] text, OptionalParameter... more) throws Exception {
        sessions.getLast()
                .deliverShortMessage(
                        "",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        from,
                        TypeOfNumber.NETWORK_SPECIFIC,
                        NumberingPlanIndicator.UNKNOWN,
                        "36180",
                        new ESMClass(esmClass),
                        (byte) 0,
                        (byte) 0,
                        new RegisteredDelivery(0),
                        dataCoding == 0 ? DataCodings.ZERO : new RawDataCoding(dataCoding),
                        text,
                        more);
    }

    /** The line goes dead for everybody. */
    void cut() {
        sessions.forEach(SMPPServerSession::close);
        sessions.clear();
    }

    private ServerMessageReceiverListener receiver() {
        return (ServerMessageReceiverListener) Proxy.newProxyInstance(
                MessageCentre.class.getClassLoader(),
                new Class<?>[] {ServerMessageReceiverListener.class},
                (proxy, method, args) -> {
                    if (!method.getName().equals("onAcceptSubmitSm")) {
                        return null;
                    }
                    var sm = (SubmitSm) args[0];
                    requests.add(sm);
                    return new SubmitSmResult(
                            new MessageId(behaviour.take(sm, (SMPPServerSession) args[1])), new OptionalParameter[0]);
                });
    }

    private void welcome() {
        try {
            while (true) {
                var session = listener.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> bind(session));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void bind(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(2_000);
            binds.incrementAndGet();
            if (request.getPassword().equals(PASSWORD)) {
                sessions.add(session);
                request.accept("centre");
            } else {
                request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
            }
        } catch (Exception e) {
            session.close();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
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
