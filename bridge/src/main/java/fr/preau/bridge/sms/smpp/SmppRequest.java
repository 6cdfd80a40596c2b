package fr.preau.bridge.sms.smpp;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.bridge.sms.smpp.SmppAccount.LongMessages;
import fr.preau.channels.reach.SmsSegments;
import fr.preau.channels.reach.SmsSegments.Encoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;

/** Words a message as submit_sm and reads its answer. Blocks. */
final class SmppRequest {
    private static final byte UCS_2 = 0x08;
    private static final byte GSM_7 = 0x00;
    private static final RegisteredDelivery RECEIPT = new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE);
    private static final RegisteredDelivery NO_RECEIPT = new RegisteredDelivery(SMSCDeliveryReceipt.DEFAULT);
    private static final OptionalParameter[] NOTHING_MORE = {};

    private final SmppAccount account;
    private final SmppWriting writing;
    private final String validity;

    SmppRequest(SmppAccount account, SmppWriting writing) {
        this.account = account;
        this.writing = writing;
        this.validity = relative(account.validity());
    }

    /** Hands the message over; in one request, or in one a segment where the message centre cannot cut by itself. */
    Outcome submit(SMPPSession session, SmsMessage message) {
        var size = SmsSegments.of(message.text());
        boolean inParts = size.segments() > 1 && account.longMessages() == LongMessages.PARTS;
        return inParts ? parts(session, message, size) : whole(session, message, size);
    }

    private Outcome whole(SMPPSession session, SmsMessage message, SmsSegments size) {
        var octets = GsmText.encode(message.text(), size.encoding());
        boolean long_ = size.segments() > 1;
        return one(
                session,
                message.to(),
                new Part(
                        size.encoding(),
                        false,
                        long_ ? new byte[0] : octets,
                        long_ ? new OptionalParameter[] {new OptionalParameter.Message_payload(octets)} : NOTHING_MORE,
                        RECEIPT,
                        size.segments()));
    }

    /**
     * One request a segment. The receipt is asked for the last one. What fails after the first segment was taken is unknown:
     * a new try would show the beginning twice.
     */
    private Outcome parts(SMPPSession session, SmsMessage message, SmsSegments size) {
        List<String> parts = GsmText.parts(message.text(), size.encoding());
        byte reference = (byte) (message.delivery() * 31 + message.attempt());
        Outcome last = new Outcome.Unknown("no part");
        for (int i = 0; i < parts.size(); i++) {
            var octets = GsmText.encode(parts.get(i), size.encoding());
            var headed = ByteBuffer.allocate(6 + octets.length)
                    .put(new byte[] {5, 0, 3, reference, (byte) parts.size(), (byte) (i + 1)})
                    .put(octets)
                    .array();
            boolean end = i == parts.size() - 1;
            last = one(
                    session,
                    message.to(),
                    new Part(size.encoding(), true, headed, NOTHING_MORE, end ? RECEIPT : NO_RECEIPT, parts.size()));
            if (!(last instanceof Outcome.Accepted)) {
                return i == 0
                        ? last
                        : new Outcome.Unknown("part " + (i + 1) + " of " + parts.size() + " was not taken");
            }
        }
        return last;
    }

    /** What differs between the requests of a message. */
    private record Part(
            Encoding encoding,
            boolean headed,
            byte[] octets,
            OptionalParameter[] more,
            RegisteredDelivery receipt,
            int segments) {}

    private Outcome one(SMPPSession session, String to, Part part) {
        writing.fresh();
        try {
            var taken = session.submitShortMessage(
                    "",
                    sourceType(),
                    sourcePlan(),
                    source(),
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    to.replaceFirst("^\\+", ""),
                    new ESMClass(
                            MessageMode.DEFAULT,
                            MessageType.DEFAULT,
                            part.headed() ? GSMSpecificFeature.UDHI : GSMSpecificFeature.DEFAULT),
                    (byte) 0,
                    (byte) 0,
                    null,
                    validity,
                    part.receipt(),
                    (byte) 0,
                    new RawDataCoding(part.encoding() == Encoding.UCS_2 ? UCS_2 : GSM_7),
                    (byte) 0,
                    part.octets(),
                    part.more());
            var id = taken.getMessageId();
            return id == null || id.isBlank()
                    ? new Outcome.Unknown("taken without an id")
                    : new Outcome.Accepted(id.strip(), part.segments());
        } catch (NegativeResponseException refused) {
            return SmppCodes.outcome(refused.getCommandStatus());
        } catch (ResponseTimeoutException silent) {
            return new Outcome.Unknown("no answer");
        } catch (PDUException unwritable) {
            return new Outcome.Rejected(Failure.OTHER, 0);
        } catch (IOException | org.jsmpp.InvalidResponseException cut) {
            return writing.begun()
                    ? new Outcome.Unknown("the link was cut: " + cut.getClass().getSimpleName())
                    : new Outcome.RetryLater(Duration.ZERO, Failure.NO_CONNECTION, 0);
        }
    }

    private boolean digits() {
        return account.source().matches("\\+?[0-9]+");
    }

    private boolean shortCode() {
        return digits() && account.source().length() <= 6;
    }

    private TypeOfNumber sourceType() {
        if (shortCode()) {
            return TypeOfNumber.NETWORK_SPECIFIC;
        }
        return digits() ? TypeOfNumber.INTERNATIONAL : TypeOfNumber.ALPHANUMERIC;
    }

    private NumberingPlanIndicator sourcePlan() {
        return digits() && !shortCode() ? NumberingPlanIndicator.ISDN : NumberingPlanIndicator.UNKNOWN;
    }

    private String source() {
        return account.source().replaceFirst("^\\+", "");
    }

    /** A time span as SMPP 3.4, 7.1.1.2 writes it: YYMMDDhhmmss000R. */
    private static String relative(Duration span) {
        return "0000%02d%02d%02d%02d000R"
                .formatted(span.toDays(), span.toHoursPart(), span.toMinutesPart(), span.toSecondsPart());
    }
}
