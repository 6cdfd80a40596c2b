package fr.preau.channels.reach;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;

/** Which posts are worth a text message to those without an app. */
public final class SmsRule {
    private SmsRule() {}

    /** The town's bulletins always; what a school writes to families if it is more than routine; nothing else. */
    public static boolean carries(ChannelKind kind, Urgency urgency) {
        return switch (kind) {
            case TOWN_BULLETIN -> true;
            case SCHOOL_NOTICE, CLASS_FAMILIES, LIAISON -> urgency != Urgency.ROUTINE;
            case CLASS_PUPILS, DIRECT, STAFF_ROOM, INSPECTION -> false;
        };
    }

    /** What leaves first where there is more than a provider takes at once: 0 before 1 before 2. */
    public static int priority(Urgency urgency) {
        return switch (urgency) {
            case URGENT, SAFETY -> 0;
            case IMPORTANT -> 1;
            case ROUTINE -> 2;
        };
    }
}
