package fr.preau.channels.pause;

import java.time.LocalDate;
import java.time.ZoneId;

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

    boolean isPublicHoliday(LocalDate day) {
        return region.isHoliday(day);
    }

    boolean isSchoolHoliday(LocalDate day) {
        return calendar.isHoliday(schoolZone, day);
    }
}
