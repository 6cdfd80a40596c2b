package fr.preau.bridge.sms.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Report;
import fr.preau.bridge.Report.Stage;
import fr.preau.config.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioCallbackTest {
    private static final Secret TOKEN = new Secret("12345");
    private static final String PATH = "/callbacks/sms/twilio/42/1";
    private static final Map<String, String> FORM =
            Map.of("MessageSid", "SM1", "MessageStatus", "delivered", "To", "+33600000001");

    private final TwilioCallback callback = new TwilioCallback(TOKEN, URI.create("https://preau.example"));

    @Test
    void twilios_own_example_is_genuine() {
        // The worked example in Twilio's security documentation.
        var documented = new TwilioCallback(TOKEN, URI.create("https://mycompany.com/"));
        var form = Map.of(
                "CallSid", "CA1234567890ABCDE",
                "Caller", "+14158675309",
                "Digits", "1234",
                "From", "+14158675309",
                "To", "+18005551212");

        assertTrue(documented.isGenuine("/myapp.php?foo=1&bar=2", form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
    }

    @Test
    void a_signature_over_the_public_address_is_genuine_whatever_the_proxy_made_of_it() throws Exception {
        assertTrue(callback.isGenuine(PATH, FORM, signature("https://preau.example" + PATH, FORM)));
    }

    @Test
    void a_signature_over_the_inner_address_is_not() throws Exception {
        assertFalse(callback.isGenuine(PATH, FORM, signature("http://10.0.0.5:8080" + PATH, FORM)));
    }

    @Test
    void a_signature_of_another_message_attempt_field_or_key_is_not() throws Exception {
        var signature = signature("https://preau.example" + PATH, FORM);
        var other = new TreeMap<>(FORM);
        other.put("MessageStatus", "failed");

        assertFalse(callback.isGenuine("/callbacks/sms/twilio/43/1", FORM, signature));
        assertFalse(callback.isGenuine("/callbacks/sms/twilio/42/2", FORM, signature));
        assertFalse(callback.isGenuine(PATH, other, signature));
        assertFalse(new TwilioCallback(new Secret("other"), URI.create("https://preau.example"))
                .isGenuine(PATH, FORM, signature));
    }

    @Test
    void no_signature_or_nonsense_is_not() {
        assertFalse(callback.isGenuine(PATH, FORM, null));
        assertFalse(callback.isGenuine(PATH, FORM, ""));
        assertFalse(callback.isGenuine(PATH, FORM, "é".repeat(28)));
    }

    @Test
    void an_address_that_is_none_is_not_genuine() {
        assertFalse(callback.isGenuine("/callbacks/sms/twilio/|<>/%zz?\\", FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
        assertFalse(callback.isGenuine("", FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
    }

    @ParameterizedTest
    @CsvSource({
        "queued, ACCEPTED",
        "accepted, ACCEPTED",
        "sending, ACCEPTED",
        "sent, SENT",
        "delivered, DELIVERED",
        "read, DELIVERED"
    })
    void a_report_says_how_far_the_message_got(String status, Stage stage) {
        assertEquals(
                Optional.of(new Report("SM1", stage, Optional.empty(), 0)),
                TwilioCallback.read(Map.of("MessageSid", "SM1", "MessageStatus", status)));
    }

    @ParameterizedTest
    @CsvSource({
        "undelivered, 30003, UNDELIVERED, UNREACHABLE",
        "undelivered, 30005, UNDELIVERED, BAD_ADDRESS",
        "undelivered, 30006, UNDELIVERED, LANDLINE",
        "undelivered, 30007, UNDELIVERED, FILTERED",
        "failed, 30001, FAILED, BUSY",
        "failed, 99999, FAILED, OTHER"
    })
    void a_report_of_failure_says_why(String status, int code, Stage stage, Failure failure) {
        assertEquals(
                Optional.of(new Report("SM1", stage, Optional.of(failure), code)),
                TwilioCallback.read(
                        Map.of("MessageSid", "SM1", "MessageStatus", status, "ErrorCode", Integer.toString(code))));
    }

    @Test
    void what_is_no_report_is_none() {
        assertEquals(Optional.empty(), TwilioCallback.read(Map.of()));
        assertEquals(Optional.empty(), TwilioCallback.read(Map.of("MessageSid", "SM1")));
        assertEquals(Optional.empty(), TwilioCallback.read(Map.of("MessageStatus", "sent")));
        assertEquals(
                Optional.empty(), TwilioCallback.read(Map.of("MessageSid", "S".repeat(65), "MessageStatus", "sent")));
    }

    /** Written down from Twilio's documentation, not from the SDK that is under test. */
    static String signature(String url, Map<String, String> form) throws Exception {
        var signed = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TOKEN.value().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
