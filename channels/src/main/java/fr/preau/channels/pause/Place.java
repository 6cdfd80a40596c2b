package fr.preau.channels.pause;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Where somebody lives, as far as the pause goes.
 *
 * @param zone whose clock counts
 * @param region which public holidays are kept
 * @param schoolZone which school holidays: A, B, C, or a zone of the house's own table
 * @param calendar the school holidays
 */
public record Place(ZoneId zone, HolidayRegion region, String schoolZone, SchoolCalendar calendar) {
    /** In metropolitan France by this clock, without school holidays. */
    public static Place of(ZoneId zone) {
        return new Place(zone, HolidayRegion.METROPOLE, "", SchoolCalendar.NONE);
    }

    /** The school year at this moment, as 2027-28, where its holidays are not known here. */
    public Optional<String> unknownSchoolYear(Instant at) {
        return calendar.unknownYear(schoolZone, at.atZone(zone).toLocalDate());
    }

    boolean isPublicHoliday(LocalDate day) {
        return region.isHoliday(day);
    }

    boolean isSchoolHoliday(LocalDate day) {
        return calendar.isHoliday(schoolZone, day);
    }
}
