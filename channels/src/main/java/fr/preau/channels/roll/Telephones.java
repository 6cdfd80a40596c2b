package fr.preau.channels.roll;

/** Telephone numbers in E.164 form; one that is not given or not usable is empty. */
public record Telephones(String home, String work, String mobile) {
    /** No number at all. */
    public static final Telephones NONE = new Telephones("", "", "");

    /** These numbers, and the other ones where one is missing here. */
    Telephones completedBy(Telephones other) {
        return new Telephones(
                Folding.firstGiven(home, other.home),
                Folding.firstGiven(work, other.work),
                Folding.firstGiven(mobile, other.mobile));
    }
}
