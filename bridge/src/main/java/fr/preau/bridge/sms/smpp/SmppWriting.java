package fr.preau.bridge.sms.smpp;

import java.io.IOException;
import java.io.OutputStream;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.PDUStringException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.util.DefaultComposer;

/**
 * Knows whether a request was begun to be written. The library throws the same exception before and after; only the
 * latter may have been sent.
 */
final class SmppWriting extends SynchronizedPDUSender {
    private final ThreadLocal<Boolean> begun = ThreadLocal.withInitial(() -> false);

    SmppWriting() {
        super(new DefaultPDUSender(new DefaultComposer()));
    }

    /** Whether this thread has begun to write a submit_sm since {@link #fresh}. */
    boolean begun() {
        return begun.get();
    }

    void fresh() {
        begun.set(false);
    }

    @Override
    public byte[] sendSubmitSm(
            OutputStream os,
            int sequenceNumber,
            String serviceType,
            TypeOfNumber sourceAddrTon,
            NumberingPlanIndicator sourceAddrNpi,
            String sourceAddr,
            TypeOfNumber destAddrTon,
            NumberingPlanIndicator destAddrNpi,
            String destinationAddr,
            ESMClass esmClass,
            byte protocolId,
            byte priorityFlag,
            String scheduleDeliveryTime,
            String validityPeriod,
            RegisteredDelivery registeredDelivery,
            byte replaceIfPresent,
            DataCoding dataCoding,
            byte smDefaultMsgId,
            byte[] shortMessage,
            OptionalParameter... optionalParameters)
            throws PDUStringException, IOException {
        begun.set(true);
        return super.sendSubmitSm(
                os,
                sequenceNumber,
                serviceType,
                sourceAddrTon,
                sourceAddrNpi,
                sourceAddr,
                destAddrTon,
                destAddrNpi,
                destinationAddr,
                esmClass,
                protocolId,
                priorityFlag,
                scheduleDeliveryTime,
                validityPeriod,
                registeredDelivery,
                replaceIfPresent,
                dataCoding,
                smDefaultMsgId,
                shortMessage,
                optionalParameters);
    }
}
