package fr.preau.hub.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.preau.config.Secret;
import fr.preau.config.Settings.Ssl;
import fr.preau.hub.ground.DatabaseState.ReadOnly;
import fr.preau.hub.ground.DatabaseState.Writable;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrimaryChoiceTest {
    private static final DatabaseAddress A = host("a");
    private static final DatabaseAddress B = host("b");

    @Test
    void thePrimaryIsChosenWhereverItStands() {
        assertEquals(new Writable(B), PrimaryChoice.of(List.of(standby(A, 70, true), primary(B, 1)), 1));
    }

    @Test
    void ofTwoPrimariesTheOneThatWasPromotedLaterIsRight() {
        assertEquals(new Writable(B), PrimaryChoice.of(List.of(primary(A, 1), primary(B, 2)), 1));
    }

    @Test
    void aFormerPrimaryThatComesBackAloneIsNotEvenReadFrom() {
        assertEquals(
                Availability.AWAY, PrimaryChoice.of(List.of(primary(A, 1)), 2).availability());
    }

    @Test
    void withoutAPrimaryTheStandbyThatHasComeFurthestIsRead() {
        DatabaseState chosen = PrimaryChoice.of(List.of(standby(A, 70, true), standby(B, 90, true)), 1);

        assertEquals(new ReadOnly(B, false, "no primary answers"), chosen);
    }

    @Test
    void aStandbyThatHasNotReplayedAllIsNotReadYet() {
        assertEquals(
                Availability.AWAY,
                PrimaryChoice.of(List.of(standby(A, 70, false)), 1).availability());
    }

    @Test
    void aPrimaryWhoseStandbyConfirmsNothingIsOnlyRead() {
        HostAnswer stuck = new HostAnswer(A, false, 3, 0, true, true);

        assertEquals(
                new ReadOnly(A, true, "no standby confirms what the primary commits"),
                PrimaryChoice.of(List.of(stuck, standby(B, 10, true)), 3));
    }

    @Test
    void whereNobodyAnswersTheDatabaseIsAway() {
        assertEquals(Availability.AWAY, PrimaryChoice.of(List.of(), 1).availability());
    }

    private static HostAnswer primary(DatabaseAddress host, long timeline) {
        return new HostAnswer(host, false, timeline, 0, true, false);
    }

    private static HostAnswer standby(DatabaseAddress host, long replayed, boolean caughtUp) {
        return new HostAnswer(host, true, 0, replayed, caughtUp, false);
    }

    private static DatabaseAddress host(String name) {
        return new DatabaseAddress(name, 5432, "preau", "preau", new Secret("secret"), Ssl.DISABLE);
    }
}
