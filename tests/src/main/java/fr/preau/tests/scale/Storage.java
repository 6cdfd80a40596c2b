package fr.preau.tests.scale;

import java.util.List;

/** How large the database grows, table by table: rows of a steady state times their measured size. */
record Storage(Country country) {
    /**
     * One table.
     *
     * @param rows kept in the steady state
     * @param kept how long, in words
     * @param year rows that come in a school year; 0 for what only follows the people
     */
    record Part(String table, double rows, double bytes, String kept, double year) {
        double size() {
            return rows * bytes;
        }
    }

    List<Part> parts() {
        Inputs in = country.in();
        double people = in.of("pupils") + in.of("guardians");
        double posts = country.postsADay();
        double deliveries = country.plansADay() * country.messages();
        double texts = country.plansADay() * country.texts();
        double mails = country.plansADay() * country.emails();
        return List.of(
                people("person", people),
                people("account", people),
                people("guardianship", in.of("guardians")),
                people("read_cursor", in.of("guardians") * in.of("channelsRead")),
                kept("post", posts, in.of("postYears") * in.of("schoolDays"), 1),
                kept("post_event", posts, in.of("postYears") * in.of("schoolDays"), 1),
                kept("outbox", 3 * posts, in.of("outboxDays"), in.of("deadRows")),
                kept("delivery", deliveries, in.of("hotDays"), in.of("deadRows")),
                kept("delivery_person", deliveries, in.of("hotDays"), 1),
                kept("delivery_attempt", deliveries, in.of("hotDays"), 1),
                kept("provider_event", texts, in.of("hotDays"), 1),
                kept("sms_link", texts, in.of("hotDays"), 1),
                kept("email_sent", mails, in.of("hotDays"), 1),
                kept("email_sent_delivery", mails, in.of("hotDays"), 1),
                kept("delivery_archive", deliveries, in.of("archiveYears") * in.of("schoolDays"), 1));
    }

    double size() {
        return parts().stream().mapToDouble(Part::size).sum();
    }

    /** What deliveries would come to if none moved and none were erased, after so many school years. */
    double withoutArchive(double years) {
        return parts().stream()
                .filter(part -> List.of("delivery", "delivery_person", "delivery_attempt", "provider_event")
                        .contains(part.table()))
                .mapToDouble(part -> part.year() * years * part.bytes())
                .sum();
    }

    private Part people(String table, double rows) {
        return new Part(table, rows, country.in().of("row." + table), "with the people", 0);
    }

    private Part kept(String table, double aDay, double days, double dead) {
        Inputs in = country.in();
        return new Part(
                table,
                aDay * days,
                in.of("row." + table) * dead,
                Country.number(days) + " school days",
                country.perYear(aDay));
    }
}
