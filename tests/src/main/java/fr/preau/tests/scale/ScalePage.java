package fr.preau.tests.scale;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables and plots of docs/scale.md; its words are written by hand around them. */
final class ScalePage {
    /** Folder of inputs and plots, under the repository. */
    static final String FOLDER = "docs/scale";

    private static final long SEED = 20_261_130;
    private static final Pattern BLOCK = Pattern.compile("<!-- table ([a-z]+) -->\n.*?<!-- end -->", Pattern.DOTALL);

    private final Country country;
    private final Fleet fleet;
    private final Storage storage;
    private final Morning morning;
    private final Alert alert;
    private final Alert ordered;

    ScalePage(Inputs in) {
        this.country = new Country(in);
        this.fleet = new Fleet(country);
        this.storage = new Storage(country);
        this.morning = Morning.of(country, fleet.senders(), fleet.doors(), SEED);
        this.alert = alert(false);
        this.ordered = alert(true);
    }

    private Alert alert(boolean textsFirst) {
        double hubs = country.in().of("territories");
        return Alert.of(country, hubs, fleet.senders(), fleet.doors(), textsFirst, SEED);
    }

    /** The page with every table between its marks made anew. */
    String page(String now) {
        Map<String, String> tables = new ScaleTables(country, fleet, storage, morning, alert, ordered).all();
        Matcher block = BLOCK.matcher(now);
        return block.replaceAll(found -> {
            String name = found.group(1);
            String table = tables.get(name);
            if (table == null) {
                throw new IllegalArgumentException("there is no table " + name);
            }
            return Matcher.quoteReplacement("<!-- table " + name + " -->\n" + table + "<!-- end -->");
        });
    }

    /** The plots by their file's name. */
    Map<String, String> plots() {
        return Map.of(
                "morning.svg",
                Plot.of("From 07:00: share of the night's notices that left, by route", morning.curves(), 3_600),
                "alert.svg",
                Plot.of("A national alert: share of people told, by route", alert.curves(), 3 * 3_600));
    }

    /** What the last line of the command says. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("postsADay", Math.round(country.postsADay()));
        figures.put("deliveriesADay", Math.round(country.plansADay() * country.messages()));
        figures.put("terabytes", Math.round(storage.size() / 1e10) / 100.0);
        figures.put("streamNodes", Math.round(fleet.doors()));
        figures.put("sendingNodes", Math.round(fleet.senders()));
        return figures;
    }
}
