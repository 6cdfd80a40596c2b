package fr.preau.hub.imports;

import java.util.Map;

/**
 * What follows for a new territory from where it lies: its clock and its holidays, so that the pause is that of its people.
 *
 * @param zone on the clock of Paris in metropolitan France
 * @param schoolZone {@code none} where the rector of an overseas academy sets its own school holidays
 * @param holidayRegion whose public holidays count; see {@code HolidayRegion}
 */
record Overseas(String zone, String schoolZone, String holidayRegion) {
    private static final Overseas METROPOLE = new Overseas("Europe/Paris", "C", "metropole");

    private static final Map<String, Overseas> REGIONS = Map.ofEntries(
            Map.entry("GP", new Overseas("America/Guadeloupe", "none", "guadeloupe")),
            Map.entry("MQ", new Overseas("America/Martinique", "none", "martinique")),
            Map.entry("GF", new Overseas("America/Cayenne", "none", "guyane")),
            Map.entry("RE", new Overseas("Indian/Reunion", "none", "reunion")),
            Map.entry("YT", new Overseas("Indian/Mayotte", "none", "mayotte")),
            Map.entry("BL", new Overseas("America/St_Barthelemy", "none", "saint_barthelemy")),
            Map.entry("MF", new Overseas("America/Marigot", "none", "saint_martin")),
            Map.entry("PM", new Overseas("America/Miquelon", "none", "metropole")),
            Map.entry("PF", new Overseas("Pacific/Tahiti", "none", "metropole")),
            Map.entry("NC", new Overseas("Pacific/Noumea", "none", "metropole")),
            Map.entry("WF", new Overseas("Pacific/Wallis", "none", "metropole")));

    /** @param phoneRegion the numbering plan, which names the territory */
    static Overseas of(String phoneRegion) {
        return REGIONS.getOrDefault(phoneRegion, METROPOLE);
    }
}
