package fr.preau.hub.demo;

/** How large the invented town is. */
public enum DemoSize {
    /** 6 schools, 40 classes, about 900 pupils. */
    STANDARD(0),
    /** 200 schools, at least 27,000 guardians and 45,000 people, nearly all in the first of the two towns. */
    LARGE(194);

    private final int moreSchools;

    DemoSize(int moreSchools) {
        this.moreSchools = moreSchools;
    }

    /** Schools of four classes beside the standard ones. */
    int moreSchools() {
        return moreSchools;
    }
}
