package fr.preau.hub.demo;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who to sign in as.
 *
 * @param people one for each kind of person
 */
public record DemoGuide(List<Person> people) {
    public DemoGuide {
        people = List.copyOf(people);
    }

    /**
     * One to try.
     *
     * @param kind a stable word: parent, parent_without_app, teacher, head, inspector, canteen, transport, pupil,
     *     operator
     * @param login to sign in with; of no use to a parent without an app
     * @param place where they are what they are
     * @param phone a mobile number (E.164) of a parent without an app
     */
    public record Person(
            String kind,
            String name,
            String login,
            String place,
            @Nullable String phone) {}

    /** The person of a kind; a kind that the town does not have is a bug. */
    public Person of(String kind) {
        return people.stream()
                .filter(person -> person.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind));
    }

    /**
     * The guide as it is printed, in French.
     *
     * @param address where the hub is
     * @param passPhrase that of all of them
     */
    public String text(String address, String passPhrase) {
        StringBuilder text = new StringBuilder();
        text.append("\nPréau, ville de démonstration : ").append(address).append("\n\n");
        text.append("  Phrase de passe de tous les comptes : ")
                .append(passPhrase)
                .append("\n\n");
        for (Person person : people) {
            String enters = person.phone() == null ? person.login() : "téléphone " + spoken(person.phone());
            text.append(
                    "  %-26s %-30s %s, %s%n".formatted(label(person.kind()), enters, person.name(), person.place()));
        }
        text.append("\n  Ce que reçoivent téléphones, boîtes et appareils : ")
                .append(address)
                .append("/sandbox\n");
        text.append("  Personnes, lieux et numéros sont inventés. Pour arrêter : Ctrl-C.\n");
        return text.toString();
    }

    private static String label(String kind) {
        return switch (kind) {
            case "parent" -> "Parent";
            case "parent_without_app" -> "Parent sans application";
            case "teacher" -> "Enseignant·e";
            case "head" -> "Direction d'école";
            case "inspector" -> "Inspection (IEN)";
            case "canteen" -> "Mairie, cantine";
            case "transport" -> "Mairie, transport";
            case "pupil" -> "Élève";
            case "operator" -> "Exploitation";
            default -> kind.toUpperCase(Locale.ROOT);
        };
    }

    /** 06 39 98 01 02 for +33639980102. */
    private static String spoken(String phone) {
        return phone.replaceFirst("^\\+33", "0").replaceAll("(\\d\\d)(?=\\d)", "$1 ");
    }
}
