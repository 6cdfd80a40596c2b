package fr.preau.hub.imports;

import fr.preau.channels.roll.Address;
import fr.preau.channels.roll.GuardianEntry;
import fr.preau.channels.roll.PersonName;
import fr.preau.channels.roll.PupilEntry;
import fr.preau.channels.roll.TeacherEntry;
import fr.preau.channels.roll.Telephones;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an export says of a person, for the columns of a person.
 *
 * @param birth null for grown-ups, or where it is not to change
 * @param texts in the order of {@link #COLUMNS}; empty for nothing, null where it is not to change
 */
record PersonFields(@Nullable LocalDate birth, List<@Nullable String> texts) {
    /** The columns that hold text. */
    static final List<String> COLUMNS = List.of(
            "civility",
            "family_name",
            "usage_name",
            "given_name",
            "email",
            "phone_mobile",
            "phone_home",
            "phone_work",
            "address",
            "postcode",
            "city",
            "country");

    static PersonFields of(PupilEntry entry) {
        return of(entry.birthDate(), "", entry.name(), "", Telephones.NONE, Address.NONE);
    }

    static PersonFields of(GuardianEntry entry) {
        return of(null, entry.civility(), entry.name(), entry.email(), entry.phones(), entry.address());
    }

    static PersonFields of(TeacherEntry entry) {
        return of(null, entry.civility(), entry.name(), entry.email(), entry.phones(), Address.NONE);
    }

    private static PersonFields of(
            @Nullable LocalDate birth,
            String civility,
            PersonName name,
            String email,
            Telephones phones,
            Address address) {
        return new PersonFields(
                birth,
                List.of(
                        civility,
                        name.family(),
                        name.usage(),
                        name.first(),
                        email,
                        phones.mobile(),
                        phones.home(),
                        phones.work(),
                        address.street(),
                        address.postcode(),
                        address.town(),
                        address.country()));
    }

    /** Only what differs from what was said before, so that what people changed by hand since stays. */
    PersonFields since(PersonFields before) {
        List<@Nullable String> changed = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String now = texts.get(i);
            changed.add(now != null && now.equals(before.texts.get(i)) ? null : now);
        }
        return new PersonFields(birth != null && birth.equals(before.birth) ? null : birth, changed);
    }
}
