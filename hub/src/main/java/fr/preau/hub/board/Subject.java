package fr.preau.hub.board;

import fr.preau.channels.board.Board;
import fr.preau.channels.conversation.ChannelKind;
import fr.preau.channels.conversation.Cover;
import fr.preau.channels.conversation.Goal;
import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.CorrectionRule;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The post that a board is about.
 *
 * @param territory where it belongs, as is {@code school}
 * @param planning whether steps of the ladder are still to be made
 * @param nextAt when the next one is made, if that is in the future
 * @param remindedAt when those who were left were last asked again
 */
record Subject(
        UUID id,
        UUID channel,
        ChannelKind kind,
        Optional<String> service,
        Optional<UUID> territory,
        Optional<UUID> school,
        Urgency urgency,
        Goal goal,
        Cover cover,
        Optional<String> title,
        Instant at,
        boolean recalled,
        boolean planning,
        Optional<Instant> nextAt,
        Optional<Instant> remindedAt) {

    /** Whether the pause hides what was read: not for what presses. */
    boolean hiddenIn(boolean pause) {
        return pause && urgency != Urgency.URGENT && urgency != Urgency.SAFETY;
    }

    Board board(boolean pause) {
        return new Board(goal, cover, planning, hiddenIn(pause), CorrectionRule.tells(kind, urgency));
    }
}
