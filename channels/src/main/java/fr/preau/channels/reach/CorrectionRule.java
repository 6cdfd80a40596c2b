package fr.preau.channels.reach;

import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Urgency;
import java.time.Duration;

/** Which changes of a text are told again to those who were told the old one. */
public final class CorrectionRule {
    private CorrectionRule() {}

    /** The town's bulletins, where a correction replaces the text everywhere, and what is more than routine. */
    public static boolean tells(ChannelKind kind, Urgency urgency) {
        return kind == ChannelKind.TOWN_BULLETIN || urgency != Urgency.ROUTINE;
    }

    /** A correction goes by the route of the notice, unless its reader has read the new text by then. */
    public static Step step(Route route) {
        return new Step(route, Duration.ZERO, Unless.READ, false);
    }
}
