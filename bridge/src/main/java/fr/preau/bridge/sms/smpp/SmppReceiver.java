package fr.preau.bridge.sms.smpp;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.EnquireLink;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What the message centre sends us: receipts and messages. Answered when it is safe on our side; what fails is answered with
 * a temporary error, so that it comes again.
 */
final class SmppReceiver implements MessageReceiverListener {
    private final SmppSide side;
    private final Duration patience;

    SmppReceiver(SmppSide side, Duration patience) {
        this.side = side;
        this.patience = patience;
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm sm) throws ProcessRequestException {
        if (sm.isSmscDeliveryReceipt() || sm.isIntermediateDeliveryNotification()) {
            var report = SmppReceipt.read(
                    new String(octets(sm), StandardCharsets.ISO_8859_1),
                    text(sm.getOptionalParameter(OptionalParameter.Receipted_message_id.class)),
                    number(sm.getOptionalParameter(OptionalParameter.Message_state.class)));
            // A receipt that nobody can read does not become readable by coming again.
            await(report.map(side::report).orElse(Future.succeededFuture()));
        } else {
            SmsPart part = SmppInbound.part(sm, octets(sm));
            await(part == null ? side.inbound(SmppInbound.message(sm, octets(sm))) : side.part(part));
        }
    }

    /** The text, which a long one has in message_payload. */
    private static byte[] octets(DeliverSm sm) {
        var payload = Optional.ofNullable(sm.getOptionalParameter(OptionalParameter.Message_payload.class));
        return payload.map(OptionalParameter.OctetString::getValue)
                .or(() -> Optional.ofNullable(sm.getShortMessage()))
                .orElse(new byte[0]);
    }

    private void await(Future<Void> done) throws ProcessRequestException {
        try {
            done.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ProcessRequestException("not kept", SMPPConstant.STAT_ESME_RX_T_APPN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessRequestException("closing", SMPPConstant.STAT_ESME_RX_T_APPN);
        }
    }

    private static @Nullable String text(OptionalParameter.@Nullable Receipted_message_id parameter) {
        return parameter == null ? null : parameter.getValueAsString();
    }

    private static @Nullable Integer number(OptionalParameter.@Nullable Message_state parameter) {
        return parameter == null ? null : (int) parameter.getValue();
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm sm, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("not used", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    @Override
    public void onAcceptEnquireLink(EnquireLink enquireLink, Session source) {}
}
