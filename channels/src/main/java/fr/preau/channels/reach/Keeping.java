package fr.preau.channels.reach;

import java.time.LocalDate;
import java.time.Month;

/** How long it is kept who was told of what: one school year, and some months more (rules: 3). */
public final class Keeping {
    private Keeping() {}

    /**
     * The first day of what is kept: the first of September of the oldest school year that is not over, or is not over for
     * {@code months}.
     *
     * @param months after the end of a school year, from 0
     */
    public static LocalDate from(LocalDate today, int months) {
        LocalDate still = today.minusMonths(months);
        int begun = still.getMonth().compareTo(Month.SEPTEMBER) >= 0 ? still.getYear() : still.getYear() - 1;
        return LocalDate.of(begun, Month.SEPTEMBER, 1);
    }
}
