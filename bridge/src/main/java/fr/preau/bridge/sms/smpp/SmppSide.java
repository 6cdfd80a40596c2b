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
}
