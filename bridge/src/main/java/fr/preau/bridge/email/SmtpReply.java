package fr.preau.bridge.email;

/**
 * An answer to a sending server.
 *
 * @param code below 300 for yes, 4xx for not now, 5xx for no
 * @param words one line in ASCII, for the person who reads what came back; begins with an enhanced status
 */
public record SmtpReply(int code, String words) {
    public static final SmtpReply OK = new SmtpReply(250, "2.0.0 Merci / thank you");

    /** A failure of ours: the sender keeps it and tries again. */
    public static final SmtpReply LATER = new SmtpReply(451, "4.3.0 Reessayez plus tard / try again later");

    public boolean yes() {
        return code < 300;
    }
}
