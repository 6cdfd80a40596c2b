package fr.preau.tests.scale;

import java.util.List;
import java.util.Locale;

/** A school day of a country: its channels, what is posted, and to how many people by which route. */
record Country(Inputs in) {
    /**
     * One kind of post.
     *
     * @param posts a day
     * @param told guardians that one post is about
     */
    record Kind(String name, double posts, double told) {
        double plans() {
            return posts * told;
        }
    }

    double classes() {
        return in.of("pupils") / in.of("classSize");
    }

    /** Class (pupils, families), liaison, notice and staff room, bulletins of four services; direct ones come on top. */
    double channels() {
        return 2 * classes() + in.of("pupils") + 2 * in.of("schools") + 4 * in.of("towns");
    }

    List<Kind> kinds() {
        double perClass = 2 * in.of("classSize");
        double perSchool = in.of("guardians") / in.of("schools") * (1 - in.of("siblingShare"));
        return List.of(
                new Kind("class, families", classes() * in.of("classPosts"), perClass),
                new Kind("liaison", in.of("pupils") * in.of("liaisonPosts"), 2),
                new Kind("school notice", in.of("schools") * in.of("schoolPosts"), perSchool),
                new Kind("town bulletin", in.of("towns") * in.of("bulletinPosts"), in.of("bulletinAudience")),
                new Kind("direct", in.of("guardians") * in.of("directPosts"), 0.5),
                new Kind("class, pupils", classes() * in.of("pupilPosts"), 0),
                new Kind("staff room", in.of("schools") * in.of("staffPosts"), 0));
    }

    double postsADay() {
        return kinds().stream().mapToDouble(Kind::posts).sum();
    }

    double plansADay() {
        return kinds().stream().mapToDouble(Kind::plans).sum();
    }

    double pushes() {
        return in.of("pushShare");
    }

    /** E-mail first where there is no push; of those with the app only who has not read in the meantime. */
    double emails() {
        double appNoPush = in.of("appShare") - in.of("pushShare");
        return (appNoPush * in.of("unreadAfter4h") + 1 - in.of("appShare")) * in.of("emailShare");
    }

    /** Where there is nothing else, and important ones that were not read after some hours. */
    double texts() {
        double nothingElse = (1 - in.of("appShare")) * (1 - in.of("emailShare"));
        double important = in.of("importantShare") * in.of("unreadAfter4h") * (1 - nothingElse);
        return (nothingElse + important) * in.of("smsShare");
    }

    /** Messages a planned person that leave by any route. */
    double messages() {
        return pushes() + emails() + texts();
    }

    double perYear(double aDay) {
        return aDay * in.of("schoolDays");
    }

    /** People whom the largest territory holds. */
    double largestTerritory() {
        return in.of("guardians") * in.of("largestTerritoryShare");
    }

    static String number(double value) {
        return value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
