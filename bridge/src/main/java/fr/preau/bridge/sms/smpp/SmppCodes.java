package fr.preau.bridge.sms.smpp;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import java.time.Duration;
import org.jsmpp.SMPPConstant;

/** What a command_status of an answer to submit_sm or bind means (SMPP 3.4, 5.1.3). */
final class SmppCodes {
    static final Duration SETTINGS_WAIT = Duration.ofMinutes(1);
    private static final Duration LITTLE_WAIT = Duration.ofSeconds(1);

    private SmppCodes() {}

    /** What became of a request with this answer. */
    static Outcome outcome(int status) {
        return switch (status) {
            case SMPPConstant.STAT_ESME_RTHROTTLED,
                    SMPPConstant.STAT_ESME_RMSGQFUL,
                    SMPPConstant.STAT_ESME_RX_T_APPN,
                    SMPPConstant.STAT_ESME_RSERTYPUNAVAIL -> new Outcome.RetryLater(LITTLE_WAIT, Failure.BUSY, status);
            case SMPPConstant.STAT_ESME_RINVDSTADR,
                    SMPPConstant.STAT_ESME_RINVDSTTON,
                    SMPPConstant.STAT_ESME_RINVDSTNPI -> new Outcome.Rejected(Failure.BAD_ADDRESS, status);
            case SMPPConstant.STAT_ESME_RINVMSGLEN -> new Outcome.Rejected(Failure.TOO_BIG, status);
            // A fault inside the message centre: it may come after the message was taken.
            case SMPPConstant.STAT_ESME_RSYSERR, SMPPConstant.STAT_ESME_RUNKNOWNERR ->
                new Outcome.Unknown("command_status " + status);
            default ->
                isAccount(status)
                        ? new Outcome.RetryLater(SETTINGS_WAIT, Failure.ACCOUNT, status)
                        : new Outcome.Rejected(Failure.OTHER, status);
        };
    }

    /** Whether the operator's settings or contract are at fault. */
    static boolean isAccount(int status) {
        return switch (status) {
            case SMPPConstant.STAT_ESME_RINVSRCADR,
                    SMPPConstant.STAT_ESME_RINVSRCTON,
                    SMPPConstant.STAT_ESME_RINVSRCNPI,
                    SMPPConstant.STAT_ESME_RINVBNDSTS,
                    SMPPConstant.STAT_ESME_RBINDFAIL,
                    SMPPConstant.STAT_ESME_RINVPASWD,
                    SMPPConstant.STAT_ESME_RINVSYSID,
                    SMPPConstant.STAT_ESME_RINVSYSTYP,
                    SMPPConstant.STAT_ESME_RINVSERTYP,
                    SMPPConstant.STAT_ESME_RSERTYPUNAUTH,
                    SMPPConstant.STAT_ESME_RSERTYPDENIED,
                    SMPPConstant.STAT_ESME_RPROHIBITED -> true;
            default -> false;
        };
    }
}
