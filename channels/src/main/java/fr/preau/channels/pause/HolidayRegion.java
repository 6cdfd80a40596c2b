package fr.preau.channels.pause;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where which public holidays are kept in France: the eleven of the Code du travail (L3133-1), in Alsace and Moselle Good
 * Friday and 26 December on top (L3134-13), overseas the day on which slavery was abolished there (L3422-2).
 */
public enum HolidayRegion {
    METROPOLE,
    ALSACE_MOSELLE,
    GUADELOUPE,
    GUYANE,
    MARTINIQUE,
    MAYOTTE,
    REUNION,
    SAINT_BARTHELEMY,
    SAINT_MARTIN;

    private static final List<MonthDay> FIXED = List.of(
            MonthDay.of(1, 1),
            MonthDay.of(5, 1),
            MonthDay.of(5, 8),
            MonthDay.of(7, 14),
            MonthDay.of(8, 15),
            MonthDay.of(11, 1),
            MonthDay.of(11, 11),
            MonthDay.of(12, 25));

    /** The word in rows and settings. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The region of a word from the database; an unknown word is a bug. */
    public static HolidayRegion of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether {@code day} is a public holiday here. */
    public boolean isHoliday(LocalDate day) {
        var date = MonthDay.from(day);
        return FIXED.contains(date)
                || own().contains(date)
                || moving(day.getYear()).anyMatch(day::equals);
    }

    /** All public holidays of a year here. */
    public Set<LocalDate> of(int year) {
        return Stream.concat(Stream.concat(FIXED.stream(), own().stream()).map(day -> day.atYear(year)), moving(year))
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<MonthDay> own() {
        return switch (this) {
            case METROPOLE -> List.of();
            case ALSACE_MOSELLE -> List.of(MonthDay.of(Month.DECEMBER, 26));
            case GUADELOUPE -> List.of(MonthDay.of(Month.MAY, 27));
            case GUYANE -> List.of(MonthDay.of(Month.JUNE, 10));
            case MARTINIQUE -> List.of(MonthDay.of(Month.MAY, 22));
            case MAYOTTE -> List.of(MonthDay.of(Month.APRIL, 27));
            case REUNION -> List.of(MonthDay.of(Month.DECEMBER, 20));
            case SAINT_BARTHELEMY -> List.of(MonthDay.of(Month.OCTOBER, 9));
            case SAINT_MARTIN -> List.of(MonthDay.of(Month.MAY, 28));
        };
    }

    /** Easter Monday, Ascension, Whit Monday, and Good Friday where it is kept. */
    private Stream<LocalDate> moving(int year) {
        var easter = easter(year);
        var everywhere = Stream.of(easter.plusDays(1), easter.plusDays(39), easter.plusDays(50));
        return this == ALSACE_MOSELLE ? Stream.concat(everywhere, Stream.of(easter.minusDays(2))) : everywhere;
    }

    /** Easter Sunday of the Gregorian calendar (Butcher, 1876; Meeus, Astronomical Algorithms, chapter 8). */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return LocalDate.of(year, n / 31, n % 31 + 1);
    }
}
