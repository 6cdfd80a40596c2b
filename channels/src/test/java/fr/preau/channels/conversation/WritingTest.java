package fr.preau.channels.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.channels.access.AccessTable;
import fr.preau.channels.access.Action;
import fr.preau.channels.access.Standing;
import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.bulletin.Scope;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritingTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Draft PLAIN = new Draft(Urgency.ROUTINE, List.of(), null);
    private final Writing writing = new Writing(AccessTable.standard());

    @ParameterizedTest
    @CsvSource({
        "CLASS_FAMILIES, GUARDIAN, false, REPLIES_CLOSED",
        "CLASS_FAMILIES, GUARDIAN, true,",
        "CLASS_FAMILIES, CARER, true,",
        "CLASS_PUPILS, PUPIL, false, REPLIES_CLOSED",
        "CLASS_PUPILS, PUPIL, true,",
        "SCHOOL_NOTICE, TEACHER, true, FORBIDDEN",
        "SCHOOL_NOTICE, HEAD, false,",
        "INSPECTION, HEAD, false, REPLIES_CLOSED",
        "INSPECTION, INSPECTOR, false,",
        "STAFF_ROOM, STAFF, false,",
        "LIAISON, INFORMED, false,",
    })
    void whoMayPostFollowsTheTable(ChannelKind kind, Standing standing, boolean open, Problem refused) {
        Place place = new Place(new ChannelId(new UUID(0, 1)), kind, null, open, Set.of(standing));
        assertEquals(
                Optional.ofNullable(refused),
                writing.post(place, PLAIN, false, NOW).map(Refusal::problem));
    }

    @Test
    void anOutsiderIsToldThatThereIsNothing() {
        Place place = new Place(new ChannelId(new UUID(0, 1)), ChannelKind.LIAISON, null, true, Set.of());
        for (Action action : Action.values()) {
            assertEquals(
                    Optional.of(Problem.NOT_FOUND),
                    writing.allowed(place, action, true).map(Refusal::problem));
        }
    }

    @Test
    void theWidestOfSeveralStandingsCounts() {
        Place place = new Place(
                new ChannelId(new UUID(0, 1)),
                ChannelKind.SCHOOL_NOTICE,
                null,
                false,
                Set.of(Standing.GUARDIAN, Standing.HEAD));
        assertEquals(Optional.empty(), writing.post(place, PLAIN, false, NOW));
    }

    @Test
    void familiesDoNotPress() {
        Place place =
                new Place(new ChannelId(new UUID(0, 1)), ChannelKind.LIAISON, null, true, Set.of(Standing.GUARDIAN));
        Draft urgent = new Draft(Urgency.URGENT, List.of(), null);
        assertEquals(Optional.of(Refusal.field(Problem.FORBIDDEN, "urgency")), writing.post(place, urgent, false, NOW));
    }

    @Test
    void aValidityEndsInTheFuture() {
        Place place =
                new Place(new ChannelId(new UUID(0, 1)), ChannelKind.STAFF_ROOM, null, true, Set.of(Standing.HEAD));
        Draft late = new Draft(Urgency.ROUTINE, List.of(), NOW);
        assertEquals(
                Optional.of(Refusal.field(Problem.INVALID_FIELD, "validUntil")), writing.post(place, late, false, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "canteen, CANTEEN,",
        "canteen, LINE, AUDIENCE_NOT_YOURS",
        "transport, LINE,",
        "transport, CANTEEN, AUDIENCE_NOT_YOURS",
        "care, STUDY,",
        "early_childhood, TOWN,",
        "early_childhood, STUDY, AUDIENCE_NOT_YOURS",
    })
    void aServiceNamesTheListsThatItKeeps(String service, Scope scope, Problem refused) {
        Place place = new Place(
                new ChannelId(new UUID(0, 1)), ChannelKind.TOWN_BULLETIN, service, false, Set.of(Standing.OFFICER));
        Draft draft = new Draft(Urgency.ROUTINE, List.of(new Audience(scope, new UUID(0, 2))), null);
        assertEquals(
                Optional.ofNullable(refused),
                writing.post(place, draft, false, NOW).map(Refusal::problem));
    }

    @Test
    void aBulletinWithoutAudienceIsRefusedAndSoIsAnAudienceElsewhere() {
        Place bulletin = new Place(
                new ChannelId(new UUID(0, 1)), ChannelKind.TOWN_BULLETIN, "canteen", false, Set.of(Standing.OFFICER));
        assertEquals(
                Optional.of(Problem.AUDIENCE_REQUIRED),
                writing.post(bulletin, PLAIN, false, NOW).map(Refusal::problem));
        Place room =
                new Place(new ChannelId(new UUID(0, 1)), ChannelKind.STAFF_ROOM, null, true, Set.of(Standing.HEAD));
        Draft aimed = new Draft(Urgency.ROUTINE, List.of(new Audience(Scope.SCHOOL, new UUID(0, 2))), null);
        assertEquals(
                Optional.of(Refusal.field(Problem.INVALID_FIELD, "audience")), writing.post(room, aimed, false, NOW));
    }
}
