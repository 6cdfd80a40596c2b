package fr.preau.hub.imports;

import java.util.UUID;

/**
 * A school that is open here.
 *
 * @param insee the INSEE code of its town
 * @param phoneRegion the numbering plan in which its people write telephone numbers
 */
public record School(UUID id, String uai, String name, String insee, String phoneRegion) {
    private static final UUID NONE = new UUID(0, 0);

    /** A school of which nothing is known, for a dry run before it is opened. */
    static School notOpen(String uai) {
        return new School(NONE, uai, "?", "", "FR");
    }

    /** Whether it is open here. */
    public boolean open() {
        return !id.equals(NONE);
    }
}
