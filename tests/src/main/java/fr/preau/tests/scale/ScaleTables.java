package fr.preau.tests.scale;

import java.util.List;
import java.util.Map;

/** The tables of docs/scale.md, in Markdown. */
record ScaleTables(Country country, Fleet fleet, Storage storage, Morning morning, Alert alert, Alert ordered) {
    private static final double GB = 1e9;

    /** Each by the name that the page has for it. */
    Map<String, String> all() {
        return Map.of(
                "inputs", inputs(),
                "day", day(),
                "fleet", machines(),
                "storage", database(),
                "providers", providers(),
                "morning", curves(morning.curves()),
                "alert", curves(alert.curves()),
                "ordered", curves(List.of(alert.reached(), named("with SMS first to those without push"))));
    }

    private Curve named(String name) {
        return new Curve(name, ordered.reached().after(), ordered.reached().all());
    }

    private String inputs() {
        StringBuilder rows = head("input", "value", "unit", "source");
        country.in()
                .all()
                .forEach((name, input) -> row(rows, name, Country.number(input.value()), input.unit(), input.source()));
        return rows.toString();
    }

    private String day() {
        StringBuilder rows = head("posts of a school day", "posts", "guardians each", "planned people");
        country.kinds()
                .forEach(kind -> row(
                        rows,
                        kind.name(),
                        Country.number(kind.posts()),
                        Country.number(kind.told()),
                        Country.number(kind.plans())));
        row(rows, "all", Country.number(country.postsADay()), "", Country.number(country.plansADay()));
        row(rows, "pushes", "", "", Country.number(country.plansADay() * country.pushes()));
        row(rows, "e-mails", "", "", Country.number(country.plansADay() * country.emails()));
        row(rows, "text messages", "", "", Country.number(country.plansADay() * country.texts()));
        return rows.toString();
    }

    private String machines() {
        Inputs in = country.in();
        StringBuilder rows = head("what", "country", "largest territory");
        double share = in.of("largestTerritoryShare");
        both(rows, "channels, direct ones excluded", country.channels(), share);
        both(rows, "open streams at the busiest moment", fleet.sockets(), share);
        both(rows, "memory of all connections, GB", fleet.memory() / GB, share);
        both(rows, "CPU seconds of one post to all of them", fleet.broadcastSeconds(), share);
        both(rows, "notices a second, 07:00 to 07:15", fleet.morningPerSecond(), share);
        both(rows, "cores busy by them, databases included", fleet.morningCores(), share);
        both(rows, "nodes that hold streams", fleet.doors(), share);
        both(rows, "nodes that plan and send", fleet.senders(), share);
        both(rows, "CPU seconds a day for posts", country.postsADay() * in.of("postMicros") / 1e6, share);
        return rows.toString();
    }

    private String database() {
        StringBuilder rows = head("table", "rows kept", "bytes a row", "GB", "kept", "rows a year");
        storage.parts()
                .forEach(part -> row(
                        rows,
                        part.table(),
                        Country.number(part.rows()),
                        Country.number(part.bytes()),
                        Country.number(part.size() / GB),
                        part.kept(),
                        part.year() == 0 ? "" : Country.number(part.year())));
        double share = country.in().of("largestTerritoryShare");
        row(rows, "all", "", "", Country.number(storage.size() / GB), "", "");
        row(rows, "largest territory", "", "", Country.number(storage.size() * share / GB), "", "");
        row(
                rows,
                "deliveries of 5 years, were there no archive",
                "",
                "",
                Country.number(storage.withoutArchive(5) / GB),
                "",
                "");
        return rows.toString();
    }

    private String providers() {
        Inputs in = country.in();
        double plans = country.plansADay();
        StringBuilder rows =
                head("route", "a day", "rate a second", "time for a day's", "time for everybody once", "a year");
        route(rows, "push", plans * country.pushes(), in.of("pushRate"), in.of("pushShare"), 0);
        route(rows, "e-mail", plans * country.emails(), in.of("emailRate"), in.of("emailShare"), 0);
        route(
                rows,
                "SMS",
                plans * country.texts(),
                in.of("smsRate"),
                in.of("smsShare"),
                in.of("smsCents") * in.of("smsSegments") / 100);
        return rows.toString();
    }

    private void route(StringBuilder rows, String name, double aDay, double rate, double share, double euros) {
        row(
                rows,
                name,
                Country.number(aDay),
                Country.number(rate),
                Curve.clock((int) (aDay / rate)),
                Curve.clock((int) (country.in().of("guardians") * share / rate)),
                euros == 0 ? "" : Country.number(country.perYear(aDay) * euros / 1e6) + " million €");
    }

    private static String curves(List<Curve> curves) {
        StringBuilder rows = head("what", "how many", "50 %", "95 %", "99 %", "100 %");
        curves.forEach(curve -> rows.append(curve.row()).append('\n'));
        return rows.toString();
    }

    private static void both(StringBuilder rows, String what, double country, double share) {
        row(
                rows,
                what,
                Country.number(country),
                Country.number(country >= 20 ? Math.ceil(country * share) : country * share));
    }

    private static StringBuilder head(String... names) {
        StringBuilder rows = new StringBuilder();
        row(rows, names);
        return rows.append("|---".repeat(names.length)).append("|\n");
    }

    private static void row(StringBuilder rows, String... cells) {
        rows.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
