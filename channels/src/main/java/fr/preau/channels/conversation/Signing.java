package fr.preau.channels.conversation;

import fr.preau.channels.access.AccessTable;
import fr.preau.channels.access.Action;
import fr.preau.channels.access.Standing;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may sign a post for a child: a parent who exercises parental authority, each for themselves and once. Those
 * who are only told, and who look after a child, neither sign nor refuse.
 */
public final class Signing {
    private static final Set<Standing> TOLD_ONLY = Set.of(Standing.INFORMED, Standing.CARER);

    private final AccessTable table;

    public Signing(AccessTable table) {
        this.table = table;
    }

    /**
     * What is known of the post and the child.
     *
     * @param recalled whether the post was taken back
     * @param rights what the caller is to the child, as legal, informed or carer; null for a stranger, or a child whom the post
     *     does not concern
     */
    public record Facts(
            Goal goal, boolean recalled, @Nullable String rights) {}

    /** May the caller be asked at all in this place? */
    public Optional<Refusal> allowed(Place place) {
        return table.refusal(place.kind(), Action.SIGN, place.standings(), false, place.repliesOpen())
                .map(problem -> problem == Problem.FORBIDDEN
                                && place.standings().stream().anyMatch(TOLD_ONLY::contains)
                        ? Problem.AUTHORITY_REQUIRED
                        : problem)
                .map(Refusal::of);
    }

    /** May the caller sign for this child? */
    public Optional<Refusal> sign(Place place, Facts facts) {
        return allowed(place).or(() -> facts(facts));
    }

    private static Optional<Refusal> facts(Facts facts) {
        if (facts.recalled()) {
            return Optional.of(Refusal.of(Problem.ALREADY_RECALLED));
        }
        if (facts.goal() != Goal.SIGNED) {
            return Optional.of(Refusal.of(Problem.NOTHING_TO_SIGN));
        }
        if (facts.rights() == null) {
            return Optional.of(Refusal.field(Problem.INVALID_FIELD, "pupil"));
        }
        return facts.rights().equals("legal") ? Optional.empty() : Optional.of(Refusal.of(Problem.AUTHORITY_REQUIRED));
    }
}
