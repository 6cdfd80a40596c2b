package fr.preau.channels.bulletin;

import java.util.Locale;
import java.util.Set;

/**
 * What an audience is made of. The town's activities for children carry the names of AAF 1D: canteen
 * (ENTEleveRestaurantScolaire), transport (ENTEleveTransport), care (ENTEleveGarderieMatin, Soir), study
 * (ENTEleveEtudesSurveillees).
 */
public enum Scope {
    TOWN,
    SCHOOL,
    CLASS,
    LINE,
    CANTEEN,
    TRANSPORT,
    CARE_MORNING,
    CARE_EVENING,
    STUDY;

    private static final Set<Scope> EVERY_SERVICE = Set.of(TOWN, SCHOOL, CLASS);

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of a word from the database; an unknown word is a bug. */
    public static Scope of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /**
     * Whether a town service may name this scope: places are open to each, lists of children only to the service that
     * keeps them.
     *
     * @param service canteen, transport, care or early_childhood
     */
    public boolean openTo(String service) {
        return EVERY_SERVICE.contains(this)
                || switch (service) {
                    case "canteen" -> this == CANTEEN;
                    case "transport" -> this == LINE || this == TRANSPORT;
                    case "care" -> this == CARE_MORNING || this == CARE_EVENING || this == STUDY;
                    default -> false;
                };
    }
}
