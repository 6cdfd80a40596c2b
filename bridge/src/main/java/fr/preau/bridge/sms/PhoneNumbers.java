package fr.preau.bridge.sms;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads telephone numbers as people write them. */
public final class PhoneNumbers {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final int LONGEST = 40;

    /** Set aside by ARCEP for films and examples: so imaginary people may have mobile telephones. */
    private static final Pattern IMAGINARY = Pattern.compile("(?:\\+33|0033|0)63998([0-9]{4})");

    /** Overseas territories have numbering plans of their own; the key is the beginning of an INSEE code. */
    private static final Map<String, String> OVERSEAS = Map.ofEntries(
            Map.entry("971", "GP"),
            Map.entry("972", "MQ"),
            Map.entry("973", "GF"),
            Map.entry("974", "RE"),
            Map.entry("975", "PM"),
            Map.entry("976", "YT"),
            Map.entry("977", "BL"),
            Map.entry("978", "MF"),
            Map.entry("986", "WF"),
            Map.entry("987", "PF"),
            Map.entry("988", "NC"));

    /** Plans in which a French number of ten digits may belong; none of their ranges meet. */
    private static final List<String> TEN_DIGITS = List.of("FR", "RE", "GP", "MQ", "GF", "YT");

    private PhoneNumbers() {}

    /**
     * The numbering plan of a place.
     *
     * @param insee a commune's INSEE code or a department's number, such as {@code 97411}, {@code 974} or {@code 2A004}
     * @return the region as two letters, {@code FR} for all of metropolitan France
     */
    public static String region(String insee) {
        return insee.length() < 3 ? "FR" : OVERSEAS.getOrDefault(insee.substring(0, 3), "FR");
    }

    /**
     * Reads a number as somebody of {@code region} writes it: with or without country code, spaces, dots, brackets. A French
     * number of ten digits that does not exist there is looked for in the other French plans (a parent who moved kept it).
     *
     * @return the number, or none where it exists in no plan
     */
    public static Optional<Telephone> read(String written, String region) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        // "poste 12" is a desk behind a switchboard, and no part of the number.
        var number = written.replaceFirst("(?i)\\bposte\\b.*", "");
        var imaginary = IMAGINARY.matcher(number.replaceAll("[\\s.-]", ""));
        if (imaginary.matches()) {
            return Optional.of(new Telephone("+3363998" + imaginary.group(1), Telephone.Kind.MOBILE));
        }
        return parse(number, region).or(() -> TEN_DIGITS.contains(region) ? elsewhere(number) : Optional.empty());
    }

    private static Optional<Telephone> elsewhere(String written) {
        return TEN_DIGITS.stream()
                .flatMap(region -> parse(written, region).stream())
                .findFirst();
    }

    private static Optional<Telephone> parse(String written, String region) {
        try {
            var number = PLANS.parse(written, region);
            return PLANS.isValidNumber(number)
                    ? Optional.of(new Telephone(PLANS.format(number, PhoneNumberFormat.E164), kind(number)))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    private static Telephone.Kind kind(PhoneNumber number) {
        return switch (PLANS.getNumberType(number)) {
            case MOBILE -> Telephone.Kind.MOBILE;
            case FIXED_LINE -> Telephone.Kind.FIXED;
            default -> Telephone.Kind.UNKNOWN;
        };
    }
}
