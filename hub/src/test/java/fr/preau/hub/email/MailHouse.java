package fr.preau.hub.email;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fr.preau.config.Settings;
import fr.preau.hub.bulletin.AudienceStore;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.MovedClock;
import fr.preau.hub.ground.TestDatabase;
import fr.preau.hub.reach.Reach;
import fr.preau.hub.reach.ReachTown;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** E-mail on a real database, with a real mail server that keeps what it gets, and a clock that a test moves. */
final class MailHouse implements AutoCloseable {
    static final Instant MONDAY_NOON = LocalDateTime.parse("2026-11-02T12:00")
            .atZone(ZoneId.of("Europe/Paris"))
            .toInstant();

    final Vertx vertx = Vertx.vertx();
    final GreenMail mailbox = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    final Ground ground;
    final ReachTown town;
    final Email email;
    final Conversation conversation;
    volatile fr.preau.channels.template.TemplateBook book = fr.preau.channels.template.TemplateBook.STANDARD;
    private final fr.preau.hub.reach.Wordings wordings = territory -> io.vertx.core.Future.succeededFuture(book);
    private final MovedClock clock = new MovedClock(MONDAY_NOON);
    private int people;

    MailHouse(Map<String, String> settings) {
        mailbox.start();
        var values = new HashMap<>(Map.of(
                "node.name", "test",
                "http.publicUrl", "https://preau.example",
                "email.provider", "smtp",
                "email.host", "127.0.0.1",
                "email.port", Integer.toString(mailbox.getSmtp().getPort()),
                "email.tls", "none",
                "email.from", "ecole@preau.example",
                "email.perSecond", "1000"));
        values.putAll(settings);
        var pool = TestDatabase.fresh(vertx);
        ground = new Ground(vertx, pool, Settings.of(values), clock, new Random(1), new SimpleMeterRegistry());
        town = new ReachTown(pool);
        Conversation.registerCodecs(vertx.eventBus());
        conversation = new Conversation(ground, new AudienceStore(pool));
        email = Email.open(ground, java.util.Optional.empty(), conversation, wordings);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void deliver() {
        Reach.open(ground, email.carriers()).senders().forEach(sender -> ReachTown.await(vertx.deployVerticle(sender)));
    }

    /** A guardian with an e-mail address and no app; the account has the person's id. */
    UUID parent(String address, String language) {
        var person = town.guardian(null, language, false);
        town.run("update person set email = $2, family_name = $3 where id = $1", person, address, "Parent" + ++people);
        return person;
    }

    /** What the plan would queue. */
    long queue(UUID post, UUID person, String address, String purpose) {
        return town.rows(
                        """
                        with d as (
                            insert into delivery (post_id, recipient_id, account_id, route, step, round, purpose, address,
                                language, due_at, deadline, created_at, changed_at)
                            select $1, $2, $2, 'email', 1, case $4 when 'notice' then 0 else 1 end, $4, $3, language, $5, $6, $5, $5
                              from person where id = $2
                            returning id)
                        , p as (insert into delivery_person (delivery_id, person_id, account_id) select id, $2, $2 from d)
                        select id from d
                        """,
                        post,
                        person,
                        address,
                        purpose,
                        now().atOffset(ZoneOffset.UTC),
                        now().plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .getFirst()
                .getLong(0);
    }

    /** Waits until so many e-mails are there. */
    List<MimeMessage> mails(int count) {
        if (!mailbox.waitForIncomingEmail(15_000, count)) {
            throw new AssertionError(mailbox.getReceivedMessages().length + " e-mails instead of " + count
                    + ", deliveries: " + town.states());
        }
        return List.of(mailbox.getReceivedMessages());
    }

    String state(long delivery) {
        var row = town.rows("select state, coalesce(reason, '') from delivery where id = $1", delivery)
                .getFirst();
        return (row.getString(0) + " " + row.getString(1)).strip();
    }

    Instant now() {
        return clock.instant();
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    void moveTo(Instant instant) {
        clock.moveTo(instant);
    }

    @Override
    public void close() {
        vertx.deploymentIDs().forEach(id -> ReachTown.await(vertx.undeploy(id)));
        ReachTown.await(ground.pool().close());
        ReachTown.await(vertx.close());
        mailbox.stop();
    }
}
