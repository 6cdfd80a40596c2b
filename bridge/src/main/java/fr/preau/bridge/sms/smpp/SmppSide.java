package fr.preau.bridge.sms.smpp;

import fr.preau.bridge.Report;
import fr.preau.bridge.sms.SmsInbound;
import io.vertx.core.Future;

/**
 * Where what comes in over the link goes. It is confirmed to the message centre when the future succeeded, and comes again
 * when it failed.
 */
public interface SmppSide {

    /** A delivery receipt. Its message may not be known yet: a receipt may be faster than the answer to the request. */
    Future<Void> report(Report report);

    /** A message from a telephone. */
    Future<Void> inbound(SmsInbound message);

    /**
     * A part of a long message. It is kept when the future succeeded; the one that makes the message whole has it taken as by
     * {@link #inbound} before that. The parts of one message may come over several links, to several nodes.
     */
    Future<Void> part(SmsPart part);
}
