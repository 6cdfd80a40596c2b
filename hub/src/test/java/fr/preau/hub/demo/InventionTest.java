package fr.preau.hub.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class InventionTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void theSameSizeGivesTheSamePeople() {
        assertEquals(
                Invention.of(DemoSize.STANDARD, NOW).census().people,
                Invention.of(DemoSize.STANDARD, NOW.plusSeconds(86_400)).census().people);
    }

    @Test
    void aLargeTownHasItsSize() {
        Census census = Invention.of(DemoSize.LARGE, NOW).census();

        assertEquals(200, census.schools.size());
        assertEquals(
                200, census.schools.stream().map(Census.School::name).distinct().count());
        long guardians = census.accounts.stream()
                .filter(account -> account.profile().equals("guardian"))
                .count();
        assertTrue(guardians >= 27_000, guardians + " guardians");
        long numbers = census.people.stream()
                .map(Census.Person::mobile)
                .filter(number -> number != null)
                .count();
        assertEquals(
                numbers,
                census.people.stream()
                        .map(Census.Person::mobile)
                        .filter(number -> number != null)
                        .distinct()
                        .count(),
                "each has a number of their own");
    }
}
