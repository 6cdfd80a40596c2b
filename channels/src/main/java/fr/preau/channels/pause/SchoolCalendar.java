package fr.preau.channels.pause;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** School holidays by zone. Years for which the ministry has not published any yet have none. Immutable. */
public final class SchoolCalendar {
    /** No school holidays. */
    public static final SchoolCalendar NONE = new SchoolCalendar(Map.of());

    private static final String TABLE = "school-holidays.csv";
    private static final int LONGEST_DAYS = 100;

    /** A table that cannot be read; says which line and what it must look like. */
    public static final class InvalidTable extends Exception {
        InvalidTable(int line, String allowed) {
            super("line " + line + ": " + allowed);
        }
    }

    private record Holidays(LocalDate from, LocalDate back) {
        boolean hold(LocalDate day) {
            return !day.isBefore(from) && day.isBefore(back);
        }
    }

    private final Map<String, List<Holidays>> byZone;

    private SchoolCalendar(Map<String, List<Holidays>> byZone) {
        this.byZone = byZone;
    }

    /** The ministry's calendar as far as it was published at this release. */
    public static SchoolCalendar official() {
        try (InputStream file = SchoolCalendar.class.getResourceAsStream(TABLE)) {
            if (file == null) {
                throw new IllegalStateException(TABLE + " is missing from the program");
            }
            return NONE.with(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidTable e) {
            throw new IllegalStateException(TABLE + ": " + e.getMessage(), e);
        }
    }

    /**
     * This calendar and more holidays.
     *
     * @param table lines {@code zone,from,back,name}: the first free day and the day on which school begins again; empty
     *     lines and those that begin with # are passed over
     */
    public SchoolCalendar with(String table) throws InvalidTable {
        Map<String, List<Holidays>> more = new HashMap<>();
        byZone.forEach((zone, holidays) -> more.put(zone, new ArrayList<>(holidays)));
        int number = 0;
        for (String line : table.split("\\R", -1)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split(",", -1);
                more.computeIfAbsent(zone(cells, number), any -> new ArrayList<>())
                        .add(holidays(cells, number));
            }
        }
        more.replaceAll((zone, holidays) -> List.copyOf(holidays));
        return new SchoolCalendar(Map.copyOf(more));
    }

    private static String zone(String[] cells, int line) throws InvalidTable {
        String zone = cells[0].strip();
        if (cells.length != 4 || zone.isEmpty()) {
            throw new InvalidTable(line, "write zone,from,back,name, as in C,2026-12-19,2027-01-04,Noël");
        }
        return zone;
    }

    private static Holidays holidays(String[] cells, int line) throws InvalidTable {
        try {
            var from = LocalDate.parse(cells[1].strip());
            var back = LocalDate.parse(cells[2].strip());
            long days = from.until(back, ChronoUnit.DAYS);
            if (days < 1 || days > LONGEST_DAYS) {
                throw new InvalidTable(
                        line, "school begins again 1 to " + LONGEST_DAYS + " days after the first free day");
            }
            return new Holidays(from, back);
        } catch (DateTimeParseException e) {
            throw new InvalidTable(line, "write dates as 2026-12-19");
        }
    }

    /**
     * The school year of this day, as 2027-28, where the calendar knows no holiday of it in this zone; it begins on 1
     * September. Empty where it is known.
     */
    public Optional<String> unknownYear(String zone, LocalDate day) {
        int began = day.getMonthValue() < Month.SEPTEMBER.getValue() ? day.getYear() - 1 : day.getYear();
        var from = LocalDate.of(began, Month.SEPTEMBER, 1);
        boolean known = byZone.getOrDefault(zone, List.of()).stream()
                .anyMatch(holidays ->
                        !holidays.from().isBefore(from) && holidays.from().isBefore(from.plusYears(1)));
        return known ? Optional.empty() : Optional.of("%d-%02d".formatted(began, (began + 1) % 100));
    }

    /** Whether schools of this zone are on holiday; never in a zone that the calendar does not know. */
    public boolean isHoliday(String zone, LocalDate day) {
        return byZone.getOrDefault(zone, List.of()).stream().anyMatch(holidays -> holidays.hold(day));
    }
}
