package fr.preau.hub.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    @ParameterizedTest
    @CsvSource({
        "25006, READ_ONLY",
        "53100, STORAGE_FULL",
        "53300, DATABASE_AWAY",
        "57P01, DATABASE_AWAY",
        "57P03, DATABASE_AWAY",
        "58030, DATABASE_AWAY",
        "08006, DATABASE_AWAY"
    })
    void theDatabasesTroubleIsToBeTriedAgain(String state, Problem expected) {
        Refusal refusal = refusal(new PgException("words of PostgreSQL", "ERROR", state, ""));

        assertEquals(expected, refusal.problem());
        assertTrue(refusal.problem().retryable());
        assertTrue(refusal.retryAfterSeconds() > 0);
    }

    @Test
    void aPoolThatMovesAndAConnectionThatBreaksAreTheDatabasesTrouble() {
        assertEquals(
                Problem.DATABASE_AWAY,
                refusal(VertxException.noStackTrace("Pool closed")).problem());
        assertEquals(
                Problem.DATABASE_AWAY,
                refusal(ClosedConnectionException.INSTANCE).problem());
    }

    @Test
    void aMistakeOfOursIsNot() {
        assertEquals(
                Problem.INTERNAL,
                refusal(new PgException("syntax error", "ERROR", "42601", "")).problem());
    }

    private static Refusal refusal(Throwable failure) {
        return Failures.refusal(failure, 500, "none");
    }
}
