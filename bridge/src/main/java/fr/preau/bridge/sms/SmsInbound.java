package fr.preau.bridge.sms;

/**
 * A text message that somebody sent to us.
 *
 * @param id the provider's id, or what tells this message from any other; the same when it comes again
 * @param from the telephone, as E.164 where the network gave it so
 * @param to our number
 * @param text what it says
 * @param wish what the provider says that it means for further messages
 */
public record SmsInbound(String id, String from, String to, String text, Wish wish) {

    /** What a provider that keeps its own list of opt-outs made of it. */
    public enum Wish {
        /** Nothing: an ordinary message. */
        NONE,
        /** No more messages. */
        STOP,
        /** Messages again. */
        START,
        /** An explanation. */
        HELP
    }

    /** Without numbers and text: all are personal. */
    @Override
    public String toString() {
        return "SmsInbound[id=" + id + ", wish=" + wish + "]";
    }
}
