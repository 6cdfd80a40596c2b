package fr.preau.bridge;

/** Why a message did not arrive, in no provider's terms. */
public enum Failure {
    /** The person asked for no more messages: respected by law. */
    OPTED_OUT(true),
    /** No such number, mailbox or device. */
    BAD_ADDRESS(true),
    /** A telephone that cannot get text messages. */
    LANDLINE(true),
    /** It existed once: a subscription that ended (404, 410), a mailbox that was closed. */
    GONE(true),
    /** The telephone is off or out of reach; one later try is worth it. */
    UNREACHABLE(false),
    /** A network or mailbox took it for unwanted advertising: the operator must look into it. */
    FILTERED(false),
    /** The mailbox has no room. */
    FULL(false),
    /** The message is larger than what is taken. */
    TOO_BIG(false),
    /** The provider has no room at the moment. */
    BUSY(false),
    /** Account, key, sender or address of the provider are wrong: the operator must mend the settings. */
    ACCOUNT(false),
    /** The provider could not be reached at all. */
    NO_CONNECTION(false),
    /** It was not delivered within its validity. */
    TOO_LATE(false),
    /** Any other reason, named by its code alone. */
    OTHER(false);

    private final boolean suppresses;

    Failure(boolean suppresses) {
        this.suppresses = suppresses;
    }

    /** Whether the address should not be used again until somebody changes it. */
    public boolean suppresses() {
        return suppresses;
    }

    /** Whether it is the provider's own trouble, so that another provider may well take the same message. */
    public boolean ofProvider() {
        return switch (this) {
            case FILTERED, BUSY, ACCOUNT, NO_CONNECTION -> true;
            case OPTED_OUT, BAD_ADDRESS, LANDLINE, GONE, UNREACHABLE, FULL, TOO_BIG, TOO_LATE, OTHER -> false;
        };
    }
}
