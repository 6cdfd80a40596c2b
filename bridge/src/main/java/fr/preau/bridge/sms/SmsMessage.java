package fr.preau.bridge.sms;

/**
 * One text message to one telephone, in one try.
 *
 * @param delivery what the provider names in its reports; 0 asks for no report
 * @param attempt which try this is, from 1
 * @param to the telephone, as E.164 ({@code +33612345678})
 * @param text what it shall read, already cut to its size
 */
public record SmsMessage(long delivery, int attempt, String to, String text) {

    /** Without number and text: both are personal. */
    @Override
    public String toString() {
        return "SmsMessage[delivery=" + delivery + ", attempt=" + attempt + "]";
    }
}
