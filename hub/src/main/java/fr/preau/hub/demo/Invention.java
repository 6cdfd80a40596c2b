package fr.preau.hub.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** A town thought up in memory: its people and places, and what they wrote. */
record Invention(Census census, List<Chronicle.Written> posts) {
    private static final long SEED = 20_260_901;

    /** The town of that size as it is at that moment: children are as old as they should be, posts are of late. */
    static Invention of(DemoSize size, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of("Europe/Paris"));
        int schoolYear = today.getMonthValue() >= 8 ? today.getYear() : today.getYear() - 1;
        Chance chance = new Chance(SEED);
        Census census = new Census(chance.id(), chance.id());
        Registry registry = new Registry(census, chance);
        Families families = new Families(census, registry, chance, schoolYear);
        new Places(census, chance).layOut(size).forEach(families::settle);
        new Workers(census, registry, chance).employ();
        return new Invention(census, new Chronicle(census, chance, now).write());
    }
}
