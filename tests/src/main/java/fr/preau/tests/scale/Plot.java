package fr.preau.tests.scale;

import java.util.List;
import java.util.Locale;

/** Curves as a small SVG: the share that is done over the time, with a legend. */
final class Plot {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 48;
    private static final int TOP = 24;
    private static final int BOTTOM = 40;
    private static final int RIGHT = 160;
    private static final int POINTS = 120;
    private static final List<String> COLOURS = List.of("#1b6ca8", "#c2571a", "#2e7d32", "#6a3d9a", "#777777");

    private Plot() {}

    /** @param seconds how much of the time is shown */
    static String of(String title, List<Curve> curves, int seconds) {
        StringBuilder svg = new StringBuilder();
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="16">%s</text>
                """.formatted(WIDTH, HEIGHT, LEFT, title));
        for (int part = 0; part <= 4; part++) {
            double share = part / 4.0;
            svg.append("""
                    <line x1="%d" y1="%s" x2="%d" y2="%s" stroke="#ddd"/><text x="4" y="%s">%d %%</text>
                    <text x="%s" y="%d">%s</text>
                    """.formatted(
                            LEFT,
                            y(share),
                            WIDTH - RIGHT,
                            y(share),
                            y(share - 0.01),
                            part * 25,
                            x(share),
                            HEIGHT - 16,
                            Curve.clock((int) (seconds * share))));
        }
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"")
                    .append(COLOURS.get(i))
                    .append("\" points=\"")
                    .append(points(curve, seconds))
                    .append("\"/>\n<text x=\"")
                    .append(WIDTH - RIGHT + 12)
                    .append("\" y=\"")
                    .append(TOP + 16 + 20 * i)
                    .append("\" fill=\"")
                    .append(COLOURS.get(i))
                    .append("\">")
                    .append(curve.name())
                    .append("</text>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private static String points(Curve curve, int seconds) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i <= POINTS; i++) {
            int second = Math.min(curve.after().size() - 1, i * seconds / POINTS);
            double share = Math.min(1, curve.after().get(second) / curve.all());
            points.append(i == 0 ? "" : " ")
                    .append(x(i / (double) POINTS))
                    .append(',')
                    .append(y(share));
        }
        return points.toString();
    }

    private static String x(double share) {
        return String.format(Locale.ROOT, "%.1f", LEFT + share * (WIDTH - LEFT - RIGHT));
    }

    private static String y(double share) {
        return String.format(Locale.ROOT, "%.1f", HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM));
    }
}
