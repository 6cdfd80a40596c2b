package fr.preau.channels.conversation;

import fr.preau.channels.access.AccessTable;
import fr.preau.channels.access.Action;
import fr.preau.channels.access.Standing;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Decides what may be written, changed and taken back. Pure; a refusal is the answer, empty means go ahead. */
public final class Writing {
    private static final Set<Standing> MAY_PRESS =
            EnumSet.of(Standing.TEACHER, Standing.HEAD, Standing.STAFF, Standing.INSPECTOR, Standing.OFFICER);

    private static final Set<ChannelKind> TO_FAMILIES = EnumSet.of(
            ChannelKind.CLASS_FAMILIES, ChannelKind.LIAISON, ChannelKind.SCHOOL_NOTICE, ChannelKind.TOWN_BULLETIN);

    private final AccessTable table;

    public Writing(AccessTable table) {
        this.table = table;
    }

    /**
     * May the one standing here post this? Only those who work for school or town may press with an urgency; a bulletin names
     * its audience, of scopes that its service keeps; a validity ends in the future; what is to be signed goes to families.
     *
     * @param safety whether somebody gave the caller the right to raise a safety alert here
     */
    public Optional<Refusal> post(Place place, Draft draft, boolean safety, Instant now) {
        return allowed(place, Action.POST, false)
                .or(() -> pressing(place, draft, safety))
                .or(() -> draft(place, draft, now));
    }

    private static Optional<Refusal> pressing(Place place, Draft draft, boolean safety) {
        boolean presser = place.standings().stream().anyMatch(MAY_PRESS::contains);
        if (draft.urgency() != Urgency.ROUTINE && !presser) {
            return Optional.of(Refusal.field(Problem.FORBIDDEN, "urgency"));
        }
        if (draft.urgency() == Urgency.SAFETY && !safety) {
            return Optional.of(Refusal.field(Problem.SAFETY_RIGHT_REQUIRED, "urgency"));
        }
        if ((draft.urgency() == Urgency.SAFETY) != (draft.reason() != null)) {
            return Optional.of(Refusal.field(Problem.INVALID_FIELD, "reason"));
        }
        if (draft.asks() && !presser) {
            return Optional.of(Refusal.field(Problem.FORBIDDEN, draft.goal() == Goal.READ ? "guardians" : "goal"));
        }
        return draft.goal() == Goal.SIGNED && !TO_FAMILIES.contains(place.kind())
                ? Optional.of(Refusal.field(Problem.INVALID_FIELD, "goal"))
                : Optional.empty();
    }

    private Optional<Refusal> draft(Place place, Draft draft, Instant now) {
        if (draft.validUntil() != null && !draft.validUntil().isAfter(now)) {
            return Optional.of(Refusal.field(Problem.INVALID_FIELD, "validUntil"));
        }
        return place.targeted() ? audience(place, draft) : noAudience(draft);
    }

    private Optional<Refusal> audience(Place place, Draft draft) {
        if (draft.audience().isEmpty()) {
            return Optional.of(Refusal.field(Problem.AUDIENCE_REQUIRED, "audience"));
        }
        String service = place.service() == null ? "" : place.service();
        boolean kept = draft.audience().stream().allMatch(part -> part.scope().openTo(service));
        return kept
                ? allowed(place, Action.TARGET, false)
                : Optional.of(Refusal.field(Problem.AUDIENCE_NOT_YOURS, "audience"));
    }

    private static Optional<Refusal> noAudience(Draft draft) {
        return draft.audience().isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.field(Problem.INVALID_FIELD, "audience"));
    }

    /** May the caller do this in the place, to a post they wrote or not? */
    public Optional<Refusal> allowed(Place place, Action action, boolean author) {
        return table.refusal(place.kind(), action, place.standings(), author, place.repliesOpen())
                .map(Refusal::of);
    }
}
