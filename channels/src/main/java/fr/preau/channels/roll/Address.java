package fr.preau.channels.roll;

/** A postal address as the export writes it; a part that is not given is empty. */
public record Address(String street, String postcode, String town, String country) {
    /** No address at all. */
    public static final Address NONE = new Address("", "", "", "");

    /** Whether no street is given: then the address says nothing about who lives together. */
    public boolean unknown() {
        return Folding.fold(street).isEmpty();
    }

    /** Whether both are known and are one place; the country is not compared, since exports leave it out at will. */
    public boolean sameAs(Address other) {
        return !unknown() && key().equals(other.key());
    }

    /** The place, folded. */
    String key() {
        return Folding.fold(street) + "|" + Folding.fold(postcode) + "|" + Folding.fold(town);
    }
}
