package fr.preau.channels.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepingTest {
    @ParameterizedTest
    @CsvSource({
        "2027-08-31, 3, 2026-09-01",
        "2027-09-01, 3, 2026-09-01",
        "2027-11-30, 3, 2026-09-01",
        "2027-12-01, 3, 2027-09-01",
        "2028-02-29, 3, 2027-09-01",
        "2027-08-31, 0, 2026-09-01",
        "2027-09-01, 0, 2027-09-01"
    })
    void a_school_year_is_kept_until_some_months_after_its_end(LocalDate today, int months, LocalDate from) {
        assertEquals(from, Keeping.from(today, months));
    }
}
