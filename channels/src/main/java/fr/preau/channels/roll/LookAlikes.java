package fr.preau.channels.roll;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Known pupils who are no longer in the export under their name and birth date, and whom a new row resembles. */
final class LookAlikes {
    private final Map<String, List<Known<PupilEntry>>> byName = new HashMap<>();
    private final Map<LocalDate, List<Known<PupilEntry>>> byDay = new HashMap<>();

    record Found(Known<PupilEntry> known, Doubt.Reason reason) {}

    LookAlikes(Collection<Known<PupilEntry>> missing) {
        for (Known<PupilEntry> known : missing) {
            byName.computeIfAbsent(known.entry().name().key(), none -> new ArrayList<>())
                    .add(known);
            byDay.computeIfAbsent(known.entry().birthDate(), none -> new ArrayList<>())
                    .add(known);
        }
    }

    List<Found> of(PupilEntry entry) {
        List<Found> found = new ArrayList<>();
        for (Known<PupilEntry> known : byName.getOrDefault(entry.name().key(), List.of())) {
            if (!known.entry().birthDate().equals(entry.birthDate())) {
                found.add(new Found(known, Doubt.Reason.KNOWN_PUPIL_OTHER_BIRTH_DATE));
            }
        }
        String family = Folding.fold(entry.name().family());
        String first = Folding.fold(entry.name().first());
        for (Known<PupilEntry> known : byDay.getOrDefault(entry.birthDate(), List.of())) {
            String knownFamily = Folding.fold(known.entry().name().family());
            String knownFirst = Folding.fold(known.entry().name().first());
            if (family.equals(knownFamily) && !first.equals(knownFirst) && Folding.oneSlip(first, knownFirst)) {
                found.add(new Found(known, Doubt.Reason.KNOWN_PUPIL_NEAR_NAME));
            } else if (first.equals(knownFirst) && !family.equals(knownFamily)) {
                found.add(new Found(
                        known,
                        Folding.oneSlip(family, knownFamily)
                                ? Doubt.Reason.KNOWN_PUPIL_NEAR_NAME
                                : Doubt.Reason.KNOWN_PUPIL_OTHER_FAMILY_NAME));
            }
        }
        found.removeIf(each -> entry.otherIne(each.known().entry()));
        return found;
    }
}
