package fr.preau.bridge.sms.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.Report;
import fr.preau.bridge.Report.Stage;
import fr.preau.bridge.sms.SmsInbound;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.bridge.sms.smpp.SmppAccount.LongMessages;
import fr.preau.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter beside a message centre of the library's own server side. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class SmppSmsTest {
    private static final String TO = "+33639980001";
    private static final byte RECEIPT = 0x04;
    private static final byte HEADED = 0x40;

    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private final List<SmsInbound> messages = new CopyOnWriteArrayList<>();
    private final List<SmsPart> parts = new CopyOnWriteArrayList<>();
    private volatile boolean databaseIsDown;
    private MessageCentre centre;
    private Vertx vertx;
    private SmppSms sms;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        this.vertx = vertx;
        centre = new MessageCentre();
        sms = open(centre.account(LongMessages.PAYLOAD));
        until(sms::isBound);
    }

    @AfterEach
    void stop() throws Exception {
        sms.close().await();
        centre.close();
    }

    @Test
    void one_request_says_all_that_the_network_needs() {
        assertEquals(new Outcome.Accepted("id1", 1), send("Cantine : 5 € [menu modifié]"));

        SubmitSm sm = centre.requests.getFirst();
        assertEquals("33639980001", sm.getDestAddress());
        assertEquals(1, sm.getDestAddrTon());
        assertEquals("MAIRIE", sm.getSourceAddr());
        assertEquals(5, sm.getSourceAddrTon(), "letters");
        assertEquals(1, sm.getRegisteredDelivery(), "a receipt is asked for");
        assertEquals("000000040000000R", sm.getValidityPeriod());
        assertEquals(0, sm.getDataCoding());
        assertEquals("Cantine : 5 € [menu modifié]", GsmText.decode(sm.getShortMessage(), (byte) 0));
        assertEquals(1, centre.requests.size());
    }

    @Test
    void a_dear_text_leaves_in_ucs2() {
        send("Le goûter 🎉");

        SubmitSm sm = centre.requests.getFirst();
        assertEquals(8, sm.getDataCoding());
        assertEquals("Le goûter 🎉", new String(sm.getShortMessage(), StandardCharsets.UTF_16BE));
    }

    @Test
    void a_long_text_leaves_in_one_request_as_a_payload() {
        var text = "Menu modifié, ".repeat(30);

        assertEquals(new Outcome.Accepted("id1", 3), send(text));

        SubmitSm sm = centre.requests.getFirst();
        assertEquals(0, sm.getShortMessage().length);
        var payload = sm.getOptionalParameter(OptionalParameter.Message_payload.class);
        assertEquals(text, GsmText.decode(payload.getValue(), (byte) 0));
    }

    @Test
    void or_in_joined_parts_that_tear_no_character() throws Exception {
        sms.close().await();
        sms = open(centre.account(LongMessages.PARTS));
        until(sms::isBound);
        var text = "a".repeat(152) + "€" + "b".repeat(100);

        assertEquals(new Outcome.Accepted("id2", 2), send(text));

        assertEquals(
                List.of(0, 1),
                centre.requests.stream()
                        .map(sm -> (int) sm.getRegisteredDelivery())
                        .toList());
        var whole = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            var octets = centre.requests.get(i).getShortMessage();
            assertTrue(centre.requests.get(i).isUdhi());
            assertEquals(2, octets[4]);
            assertEquals(i + 1, octets[5]);
            whole.append(GsmText.decode(java.util.Arrays.copyOfRange(octets, 6, octets.length), (byte) 0));
        }
        assertEquals(text, whole.toString());
    }

    @Test
    void a_part_that_is_refused_after_the_first_was_taken_is_unknown() throws Exception {
        sms.close().await();
        sms = open(centre.account(LongMessages.PARTS));
        until(sms::isBound);
        centre.behaviour = (sm, session) -> {
            if (centre.requests.size() == 2) {
                throw new ProcessRequestException("busy", 0x58);
            }
            return "first";
        };

        assertEquals(new Outcome.Unknown("part 2 of 2 was not taken"), send("a".repeat(200)));
    }

    @ParameterizedTest(name = "command_status {0} is {1}")
    @CsvSource({
        "0x58, RetryLater, BUSY",
        "0x14, RetryLater, BUSY",
        "0x0a, RetryLater, ACCOUNT",
        "0x0b, Rejected, BAD_ADDRESS",
        "0x45, Rejected, OTHER",
        "0x01, Rejected, TOO_BIG",
        "0x08, Unknown,",
        "0x400, Rejected, OTHER"
    })
    void a_refusal_is_told_with_its_reason(String status, String outcome, Failure failure) {
        int code = Integer.decode(status);
        centre.behaviour = (sm, session) -> {
            throw new ProcessRequestException("refused", code);
        };

        var told = send("Bonjour");

        assertEquals(outcome, told.getClass().getSimpleName());
        switch (told) {
            case Outcome.RetryLater later -> assertEquals(failure, later.failure());
            case Outcome.Rejected rejected -> assertEquals(failure, rejected.failure());
            default -> assertEquals(null, failure);
        }
        assertEquals(1, centre.requests.size(), "one send is one request");
    }

    @Test
    void silence_after_the_request_was_written_is_unknown() {
        var end = new CountDownLatch(1);
        centre.behaviour = (sm, session) -> {
            await(end);
            return "late";
        };

        assertEquals(new Outcome.Unknown("no answer"), send("Bonjour"));
        end.countDown();
        assertEquals(1, centre.requests.size());
    }

    @Test
    void a_line_cut_after_the_request_was_written_is_unknown() {
        centre.behaviour = (sm, session) -> {
            session.close();
            return "never heard";
        };

        assertInstanceOf(Outcome.Unknown.class, send("Bonjour"));
        assertEquals(1, centre.requests.size());
    }

    @Test
    void without_a_link_nothing_is_written_and_the_link_comes_back_by_itself() throws Exception {
        centre.close();
        until(() -> !sms.isBound());

        assertEquals(new Outcome.RetryLater(Duration.ZERO, Failure.NO_CONNECTION, 0), send("Bonjour"));

        centre = new MessageCentre(centre.port());
        until(sms::isBound);
        assertInstanceOf(Outcome.Accepted.class, send("Bonjour"));
    }

    @Test
    void a_wrong_password_is_for_the_operator_to_mend() throws Exception {
        sms.close().await();
        var right = centre.account(LongMessages.PAYLOAD);
        sms = open(new SmppAccount(
                right.name(),
                right.host(),
                right.port(),
                false,
                "preau",
                new Secret("wrong"),
                right.source(),
                right.longMessages(),
                right.validity(),
                right.connectTimeout(),
                right.answerTimeout(),
                right.enquireEvery(),
                1));
        until(() -> centre.binds.get() >= 2
                && send("Bonjour") instanceof Outcome.RetryLater later
                && later.failure() == Failure.ACCOUNT);
        assertEquals(0, centre.requests.size());
    }

    @Test
    void many_at_a_time_keep_to_the_window() {
        var most = new java.util.concurrent.atomic.AtomicInteger();
        var open = new java.util.concurrent.atomic.AtomicInteger();
        centre.behaviour = (sm, session) -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            open.decrementAndGet();
            return "id-" + sm.getSequenceNumber();
        };

        var sent = new ArrayList<Future<Outcome>>();
        IntStream.range(0, 300).forEach(i -> sent.add(sms.send(new SmsMessage(i, 1, TO, "Bonjour " + i))));

        var ids = sent.stream()
                .map(future ->
                        assertInstanceOf(Outcome.Accepted.class, future.await()).providerId())
                .distinct()
                .count();
        assertEquals(300, ids);
        assertEquals(300, centre.requests.size());
        assertTrue(most.get() <= 10, most + " at a time");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"DELIVRD, DELIVERED,", "ACCEPTD, ACCEPTED,", "EXPIRED, UNDELIVERED, TOO_LATE", "REJECTD, FAILED, OTHER"
    })
    void a_receipt_becomes_a_report(String stat, Stage stage, Failure failure) throws Exception {
        receipt("id:7f sub:001 dlvrd:001 submit date:2611241200 done date:2611241201 stat:" + stat
                + " err:000 Text:Cant");

        assertEquals(List.of(new Report("7f", stage, Optional.ofNullable(failure), 0)), reports);
    }

    @Test
    void a_telephone_out_of_reach_is_worth_a_later_try_and_no_code_suppresses_a_number() throws Exception {
        receipt("id:1 stat:UNDELIV err:027");
        receipt("id:2 stat:UNDELIV err:001");

        assertEquals(
                List.of(Optional.of(Failure.UNREACHABLE), Optional.of(Failure.OTHER)),
                reports.stream().map(Report::failure).toList());
    }

    @Test
    void a_receipt_that_cannot_be_kept_comes_again() {
        databaseIsDown = true;

        var refused = assertThrows(NegativeResponseException.class, () -> receipt("id:1 stat:DELIVRD err:000"));

        assertEquals(0x64, refused.getCommandStatus(), "a temporary error");
    }

    @Test
    void nonsense_in_place_of_a_receipt_is_confirmed_and_left() throws Exception {
        receipt("\u0000\u0001 id: stat:");

        assertEquals(List.of(), reports);
        assertTrue(sms.isBound());
    }

    @Test
    void a_reply_comes_in_with_its_letters_and_the_same_one_has_the_same_id() throws Exception {
        centre.deliver(
                "33639980001",
                (byte) 0,
                (byte) 0,
                GsmText.encode("D'accord, à 16 h €", fr.preau.channels.reach.SmsSegments.Encoding.GSM_7));
        centre.deliver("33639980001", (byte) 0, (byte) 8, "J’arrive 🎉".getBytes(StandardCharsets.UTF_16BE));
        centre.deliver("33639980001", (byte) 0, (byte) 8, "J’arrive 🎉".getBytes(StandardCharsets.UTF_16BE));

        assertEquals(
                List.of("D'accord, à 16 h €", "J’arrive 🎉", "J’arrive 🎉"),
                messages.stream().map(SmsInbound::text).toList());
        assertEquals("+33639980001", messages.getFirst().from());
        assertEquals("36180", messages.getFirst().to());
        assertEquals(2, messages.stream().map(SmsInbound::id).distinct().count());
    }

    @Test
    void a_part_of_a_long_reply_comes_as_a_part_by_either_header() throws Exception {
        centre.deliver("33639980001", HEADED, (byte) 0, part(2, 2, " et Hugo aussi."));
        centre.deliver("33639980001", HEADED, (byte) 0, headed(new byte[] {6, 8, 4, 1, 2, 3, 1}, "Lina"));
        centre.deliver("33639980001", HEADED, (byte) 0, part(1, 1, "Seule"));

        assertEquals(
                List.of(
                        new SmsPart("+33639980001", "36180", 42, 2, 2, " et Hugo aussi."),
                        new SmsPart("+33639980001", "36180", 258, 3, 1, "Lina")),
                parts);
        assertEquals(List.of("Seule"), messages.stream().map(SmsInbound::text).toList());
    }

    @Test
    void a_part_that_cannot_be_kept_comes_again() {
        databaseIsDown = true;

        var refused = assertThrows(
                NegativeResponseException.class,
                () -> centre.deliver("33639980001", HEADED, (byte) 0, part(2, 1, "Lina")));

        assertEquals(0x64, refused.getCommandStatus(), "a temporary error");
    }

    private static byte[] part(int of, int place, String text) {
        return headed(new byte[] {5, 0, 3, 42, (byte) of, (byte) place}, text);
    }

    private static byte[] headed(byte[] header, String text) {
        var octets = GsmText.encode(text, fr.preau.channels.reach.SmsSegments.Encoding.GSM_7);
        return java.nio.ByteBuffer.allocate(header.length + octets.length)
                .put(header)
                .put(octets)
                .array();
    }

    private void receipt(String text) throws Exception {
        centre.deliver("33639980001", RECEIPT, (byte) 0, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private SmppSms open(SmppAccount account) {
        return new SmppSms(vertx, account, new Kept(), new Random(1));
    }

    private Outcome send(String text) {
        return sms.send(new SmsMessage(42, 1, TO, text)).await();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertTrue(condition.getAsBoolean());
    }

    /** Our side of the link. */
    private final class Kept implements SmppSide {
        @Override
        public Future<Void> report(Report report) {
            return databaseIsDown ? Future.failedFuture("down") : done(reports.add(report));
        }

        @Override
        public Future<Void> inbound(SmsInbound message) {
            return done(messages.add(message));
        }

        @Override
        public Future<Void> part(SmsPart part) {
            return databaseIsDown ? Future.failedFuture("down") : done(parts.add(part));
        }

        private Future<Void> done(boolean kept) {
            return Future.succeededFuture();
        }
    }
}
