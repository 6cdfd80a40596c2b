package fr.preau.channels.roll;

/** What an export says of a guardian; what is not given is empty. */
public record GuardianEntry(String civility, PersonName name, Address address, String email, Telephones phones) {
    /**
     * This entry, completed where it says nothing: an export that leaves out a telephone or an address takes none away. A
     * usage name that is no longer there is gone.
     */
    GuardianEntry completedBy(GuardianEntry other) {
        return new GuardianEntry(
                Folding.firstGiven(civility, other.civility),
                name,
                address.unknown() ? other.address : address,
                Folding.firstGiven(email, other.email),
                phones.completedBy(other.phones));
    }

    /** The same guardian at another address. */
    GuardianEntry livingAt(Address place) {
        return new GuardianEntry(civility, name, place, email, phones);
    }

    /** Whether both carry a civility, and not the same one: two parents may share even their first name. */
    boolean otherCivility(GuardianEntry other) {
        String one = civilityKey();
        String another = other.civilityKey();
        return !one.isEmpty() && !another.isEmpty() && !one.equals(another);
    }

    /** The civility, however it is shortened. */
    String civilityKey() {
        String folded = Folding.fold(civility);
        return switch (folded) {
            case "m", "mr", "monsieur" -> "m";
            case "mme", "mlle", "madame", "mademoiselle" -> "mme";
            default -> folded;
        };
    }
}
