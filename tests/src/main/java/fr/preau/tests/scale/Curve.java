package fr.preau.tests.scale;

import java.util.List;
import java.util.Locale;

/**
 * How far something had come after each second.
 *
 * @param all what it comes to in the end
 */
record Curve(String name, List<Double> after, double all) {

    /** The first second, from 1, after which at least so much was done; 0 when it never was. */
    static int until(List<Double> after, double much) {
        for (int second = 0; second < after.size(); second++) {
            if (after.get(second) >= much * (1 - 1e-6)) {
                return second + 1;
            }
        }
        return 0;
    }

    /** As a row of a table: 50, 95, 99 and 100 %. */
    String row() {
        return "| " + name + " | " + Country.number(all) + " | " + time(0.5) + " | " + time(0.95) + " | " + time(0.99)
                + " | " + time(1) + " |";
    }

    private String time(double share) {
        int seconds = until(after, share * all);
        if (seconds == 0) {
            return "not within " + clock(after.size());
        }
        return clock(seconds);
    }

    static String clock(int seconds) {
        return seconds < 100
                ? seconds + " s"
                : seconds < 6_000
                        ? String.format(Locale.ROOT, "%.1f min", seconds / 60.0)
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3_600.0);
    }
}
