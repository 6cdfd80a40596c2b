package fr.preau.bridge.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.sms.Telephone.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    @ParameterizedTest(name = "{0} read in {1} is {2}")
    @CsvSource({
        "06 12 34 56 78, FR, +33612345678, MOBILE",
        "06.12.34.56.78, FR, +33612345678, MOBILE",
        "+33 (0)6 12 34 56 78, FR, +33612345678, MOBILE",
        "0033612345678, FR, +33612345678, MOBILE",
        "06 39 98 12 34, FR, +33639981234, MOBILE",
        "+33639981234, RE, +33639981234, MOBILE",
        "07-56-12-34-56, FR, +33756123456, MOBILE",
        "01 42 68 53 00, FR, +33142685300, FIXED",
        "01 42 68 53 00 poste 12, FR, +33142685300, FIXED",
        "0692 12 34 56, RE, +262692123456, MOBILE",
        "0262 48 70 00, RE, +262262487000, FIXED",
        "0690 30 12 34, GP, +590690301234, MOBILE",
        "+49 1512 3456789, FR, +4915123456789, MOBILE",
        "+1 212 555 2368, FR, +12125552368, UNKNOWN",
    })
    void reads_what_people_write(String written, String region, String e164, Kind kind) {
        assertEquals(Optional.of(new Telephone(e164, kind)), PhoneNumbers.read(written, region));
    }

    @ParameterizedTest(name = "{0} written in {1} is {2}")
    @CsvSource({
        "0692123456, FR, +262692123456",
        "0612345678, RE, +33612345678",
        "0696 30 12 34, FR, +596696301234",
        "0639 69 12 34, FR, +262639691234",
    })
    void a_number_kept_from_another_french_territory_is_found_in_its_own_plan(
            String written, String region, String e164) {
        assertEquals(Optional.of(e164), PhoneNumbers.read(written, region).map(Telephone::e164));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "12", "06 12 34 56", "06 12 34 56 78 90", "néant", "a@b.fr", "00000000000000000000000"})
    void what_is_no_number_is_none(String written) {
        assertEquals(Optional.empty(), PhoneNumbers.read(written, "FR"));
    }

    @Test
    void a_text_of_any_length_is_refused_at_once() {
        assertTrue(PhoneNumbers.read("0".repeat(1_000_000), "FR").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"97411, RE", "974, RE", "97105, GP", "2A004, FR", "75056, FR", "69, FR"})
    void the_plan_follows_from_the_place(String insee, String region) {
        assertEquals(region, PhoneNumbers.region(insee));
    }

    @Test
    void a_masked_number_shows_its_end_only() {
        assertEquals("••••••••••78", new Telephone("+33612345678", Kind.MOBILE).masked());
    }
}
