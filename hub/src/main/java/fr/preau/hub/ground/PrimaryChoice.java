package fr.preau.hub.ground;

import fr.preau.hub.ground.DatabaseState.Away;
import fr.preau.hub.ground.DatabaseState.ReadOnly;
import fr.preau.hub.ground.DatabaseState.Writable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which server is the primary, from what all of them say. Pure.
 *
 * <pre>
 *               a primary answers
 *   Away ─────────────────────────────► Writable
 *    ▲  │ a standby answers               │   ▲
 *    │  └──────────► ReadOnly ◄───────────┘   │  none answers, but a standby does; or it cannot replicate
 *    └────────────────  │  └──────────────────┘  a primary answers
 *       nobody answers
 * </pre>
 *
 * Of two primaries the one with the higher timeline was promoted later and is the right one. A primary whose timeline is
 * below one that was seen before is a former one that came back: it is not even read from.
 */
final class PrimaryChoice {
    private PrimaryChoice() {}

    /**
     * @param answers of those that answered, in the order of the settings
     * @param newest the highest timeline that was ever seen, 0 if none was
     */
    static DatabaseState of(List<HostAnswer> answers, long newest) {
        Optional<HostAnswer> primary = answers.stream()
                .filter(answer -> !answer.recovering() && answer.timeline() >= newest)
                .max(Comparator.comparingLong(HostAnswer::timeline));
        if (primary.isPresent()) {
            HostAnswer found = primary.get();
            return found.unconfirmed()
                    ? new ReadOnly(found.host(), true, "no standby confirms what the primary commits")
                    : new Writable(found.host());
        }
        return answers.stream()
                .filter(answer -> answer.recovering() && answer.caughtUp())
                .max(Comparator.comparingLong(HostAnswer::replayed))
                .<DatabaseState>map(standby -> new ReadOnly(standby.host(), false, "no primary answers"))
                .orElseGet(() -> new Away(
                        answers.isEmpty() ? "no server answers" : "the servers that answer are not up to date"));
    }
}
