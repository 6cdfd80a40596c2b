package fr.preau.bridge.sms.smpp;

import fr.preau.bridge.sms.SmsInbound;

/**
 * One part of a long message that somebody sent to us.
 *
 * @param from the telephone, as E.164 where the network gave it so
 * @param to our number
 * @param reference the same for all parts of a message; after some hundred messages it comes again
 * @param count of how many parts
 * @param place which one, from 1 on
 * @param text what it says
 */
public record SmsPart(String from, String to, int reference, int count, int place, String text) {

    /** The message of which this is a part, once all of its text is there. */
    public SmsInbound whole(String text) {
        return SmppInbound.message(from, to, text);
    }

    /** Without numbers and text: all are personal. */
    @Override
    public String toString() {
        return "SmsPart[" + place + " of " + count + "]";
    }
}
