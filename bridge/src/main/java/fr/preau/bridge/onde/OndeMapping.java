package fr.preau.bridge.onde;

import fr.preau.channels.roll.Folding;
import fr.preau.channels.roll.RollFile;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which headings mean what in the three exports. Headings are compared folded: case, accents, blanks, {@code *}, {@code '}
 * and a byte order mark make no difference. Where several headings of a column are present, the first one named here is
 * read. A change of this table is a new version, so that each import tells by which one it was read.
 */
final class OndeMapping {
    /** The table below: the layout of ONDE, and of Base élèves before it. */
    static final int VERSION = 1;

    private static final Map<RollFile, Map<Column, List<String>>> HEADINGS = Map.of(
            RollFile.PUPILS,
            Map.of(
                    Column.INE, List.of("INE"),
                    Column.FAMILY, List.of("Nom Elève", "Nom de famille Elève", "Nom de famille", "Nom"),
                    Column.USAGE, List.of("Nom d'usage Elève", "Nom usage Elève", "Nom d'usage", "Nom usage"),
                    Column.FIRST, List.of("Prénom Elève", "Prénom"),
                    Column.BIRTH_DATE, List.of("Date naissance", "Date de naissance", "Date naissance Elève"),
                    Column.LEVEL, List.of("Niveau"),
                    Column.CLASS, List.of("Classe", "Libellé classe"),
                    Column.STANDING, List.of("Etat")),
            RollFile.GUARDIANS,
            Map.ofEntries(
                    Map.entry(Column.CIVILITY, List.of("Civilité Responsable", "Civilité")),
                    Map.entry(Column.USAGE, List.of("Nom usage responsable", "Nom d'usage responsable")),
                    Map.entry(Column.FAMILY, List.of("Nom responsable", "Nom de famille responsable")),
                    Map.entry(Column.FIRST, List.of("Prénom responsable")),
                    Map.entry(Column.STREET, List.of("Adresse responsable", "Adresse")),
                    Map.entry(Column.POSTCODE, List.of("CP responsable", "CP", "Code postal")),
                    Map.entry(Column.TOWN, List.of("Commune responsable", "Commune")),
                    Map.entry(Column.COUNTRY, List.of("Pays", "Pays responsable")),
                    Map.entry(Column.EMAIL, List.of("Courriel", "Courriel responsable", "Mél")),
                    Map.entry(Column.PHONE_HOME, List.of("Téléphone domicile")),
                    Map.entry(Column.PHONE_WORK, List.of("Téléphone travail")),
                    Map.entry(Column.PHONE_MOBILE, List.of("Téléphone portable")),
                    Map.entry(Column.CHILD_USAGE, List.of("Nom d'usage enfant", "Nom usage enfant")),
                    Map.entry(Column.CHILD_FAMILY, List.of("Nom de famille enfant", "Nom enfant")),
                    Map.entry(Column.CHILD_FIRST, List.of("Prénom enfant")),
                    Map.entry(Column.CHILD_CLASS, List.of("Classes enfants", "Classes enfant", "Classe enfant"))),
            RollFile.TEACHERS,
            Map.of(
                    Column.CIVILITY, List.of("Civilité"),
                    Column.USAGE, List.of("Nom usage", "Nom d'usage"),
                    Column.FAMILY, List.of("Nom", "Nom de famille"),
                    Column.FIRST, List.of("Prénom"),
                    Column.EMAIL, List.of("Courriel", "Mél"),
                    Column.PHONE_HOME, List.of("Téléphone domicile"),
                    Column.PHONE_MOBILE, List.of("Téléphone portable"),
                    Column.HEAD, List.of("Directeur"),
                    Column.CLASS, List.of("Classe", "Classes")));

    private static final Map<RollFile, Set<Column>> NEEDED = Map.of(
            RollFile.PUPILS, Set.of(Column.FAMILY, Column.FIRST, Column.BIRTH_DATE, Column.CLASS),
            RollFile.GUARDIANS,
                    Set.of(Column.FAMILY, Column.FIRST, Column.CHILD_FAMILY, Column.CHILD_FIRST, Column.CHILD_CLASS),
            RollFile.TEACHERS, Set.of(Column.FAMILY, Column.FIRST, Column.HEAD, Column.CLASS));

    private OndeMapping() {}

    /** The columns of an export, each with its headings, folded, the preferred one first. */
    static Map<Column, List<String>> folded(RollFile file) {
        Map<Column, List<String>> folded = new EnumMap<>(Column.class);
        HEADINGS.getOrDefault(file, Map.of())
                .forEach((column, names) ->
                        folded.put(column, names.stream().map(Folding::fold).toList()));
        return folded;
    }

    /** The heading under which people know a column. */
    static String heading(RollFile file, Column column) {
        return HEADINGS.getOrDefault(file, Map.of())
                .getOrDefault(column, List.of(column.name()))
                .getFirst();
    }

    /** The columns without which an export says too little. */
    static Set<Column> needed(RollFile file) {
        return NEEDED.getOrDefault(file, Set.of());
    }
}
