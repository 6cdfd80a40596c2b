package fr.preau.hub.reach;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Days and months of budgets.
 *
 * @param zone whose clock counts
 */
record BudgetCalendar(ZoneId zone) {

    /**
     * A day.
     *
     * @param nextDay when the next one begins
     * @param nextMonth when the next month begins
     */
    record Day(LocalDate date, Instant nextDay, Instant nextMonth) {}

    Day at(Instant now) {
        var date = now.atZone(zone).toLocalDate();
        return new Day(
                date,
                date.plusDays(1).atStartOfDay(zone).toInstant(),
                date.withDayOfMonth(1).plusMonths(1).atStartOfDay(zone).toInstant());
    }
}
